import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StaticSite, serveStatic } from './serveStatic.ts';

const folder = mkdtempSync(join(tmpdir(), 'site-'));
let site: StaticSite;

beforeAll(async () => {
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page/index.html'), '<p>hello');
  writeFileSync(join(folder, 'train-images.idx3.gz.bin'), new Uint8Array([0x1f, 0x8b, 1]));
  writeFileSync(join(folder, 'a.wasm'), '');
  site = await serveStatic(folder, { base: '/some/where/', cors: true, missing: path => path === 'a.wasm' });
});

afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

test('a folder answers with its index.html, without a slash with the way there', async () => {
  const response = await fetch(`${site.url}page`);
  expect(response.url).toBe(`${site.url}page/`);
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(await response.text()).toBe('<p>hello');
});

test('bytes arrive as they are: unknown type, no content encoding', async () => {
  const response = await fetch(`${site.url}train-images.idx3.gz.bin`);
  expect(response.headers.get('content-type')).toBe('application/octet-stream');
  expect(response.headers.get('content-encoding')).toBeNull();
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0x1f, 0x8b, 1]));
  expect(site.requests.at(-1)).toEqual({
    path: '/some/where/train-images.idx3.gz.bin',
    status: 200,
    bytes: 3,
  });
});

test.each(['nothing.js', 'a.wasm', '../page/index.html', '%2e%2e/%2e%2e/etc/passwd', 'page/nothing/'])(
  '%s is not found',
  async path => {
    expect((await fetch(site.url + path)).status).toBe(404);
  },
);
