/** The README's embedding code as a page: what is shown is what runs, again and again, and leaves nothing behind. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findEmbeddingCode } from '../../scripts/readmeEffect.ts';
import { visit } from './demoSite.ts';

test('the lines of the README are shown, and lit as they run; what they made is freed before they run again', async () => {
  const { page, problems, close } = await visit('embed/', { viewport: { width: 480, height: 320 } });
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect((await page.locator('#code').textContent())?.trimEnd()).toBe(findEmbeddingCode(readme));

  await page.waitForFunction(() => window.genesis.swarm);
  await page.evaluate(() => {
    // As many as software GL draws quickly.
    window.genesis.swarm.count = 1024;
    window.genesis.swarm.parameters.timeScale = 4;
  });
  await page.waitForFunction(() => document.querySelector('.lit')?.textContent?.includes('swarm.form'));
  await page.waitForFunction(() => window.genesis.shown);
  await page.waitForFunction(() => document.querySelector('.lit')?.textContent?.includes('swarm.dissolve'));
  const made = await page.evaluateHandle(() => window.genesis.swarm);
  await page.waitForFunction(first => window.genesis.swarm !== first, made);
  expect(await made.evaluate(swarm => swarm.parent)).toBeNull();
  await expect(made.evaluate(swarm => swarm.form(new ImageData(1, 1)))).rejects.toThrow(/disposed/);
  expect(problems).toEqual([]);
  await close();
});
