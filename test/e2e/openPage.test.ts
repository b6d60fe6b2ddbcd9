/** What the end-to-end tests rely on: `openPage` hears every kind of complaint, in the page and in its workers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchBrowser, type OpenedPage, openPage } from './openPage.ts';
import { type StaticSite, serveStatic } from './serveStatic.ts';

const folder = mkdtempSync(join(tmpdir(), 'pages-'));
let browser: Browser;
let site: StaticSite;

beforeAll(async () => {
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><canvas></canvas><script type="module" src="page.js"></script>',
  );
  site = await serveStatic(folder, { base: '/below/' });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await site.close();
  rmSync(folder, { recursive: true });
});

/** Opens a page with this script and, as `worker.js`, this worker. */
function open(script: string, worker: string): Promise<OpenedPage> {
  writeFileSync(join(folder, 'page.js'), script);
  writeFileSync(join(folder, 'worker.js'), worker);
  return openPage(site.url, { browser });
}

const useGL = "const gl = document.querySelector('canvas').getContext('webgl2')";
const startWorker = "const worker = new Worker('worker.js')";

test.each([
  ['console.error', "console.error('a complaint')", '', 'a complaint'],
  ['an uncaught error', "setTimeout(() => { throw new Error('thrown late') })", '', 'thrown late'],
  ['an unhandled rejection', "Promise.reject(new Error('nobody cares'))", '', 'nobody cares'],
  ['a missing file', "await fetch('missing.bin')", '', '404'],
  [
    'a WebGL error',
    `${useGL}; gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer()); gl.enable(1)`,
    '',
    'INVALID_ENUM',
  ],
  ['console.error in a worker', startWorker, "console.error('from below')", 'from below'],
  ['an uncaught error in a worker', startWorker, "throw new Error('thrown below')", 'thrown below'],
])('%s is a problem', async (_kind, script, worker, expected) => {
  const { problems, close } = await open(script, worker);
  await vi.waitFor(() => expect(problems.join('\n')).toContain(expected), 60_000);
  await close();
});

test('a page that works has none', async () => {
  const { page, problems, close } = await open(
    `console.warn('careful'); ${useGL}; gl.clear(gl.COLOR_BUFFER_BIT); ${startWorker};
    worker.onmessage = () => { window.answered = true }`,
    'postMessage(1)',
  );
  await page.waitForFunction('window.answered');
  expect(problems).toEqual([]);
  await close();
});
