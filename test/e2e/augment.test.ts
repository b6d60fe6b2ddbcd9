/** What is added to few digits, through a visitor's eyes. */
import { expect, test } from 'vitest';
import { visit } from './demoSite.ts';

test('additions take shape beside the real digits, and a reader gets better by them', async () => {
  const { page, problems, close } = await visit('augment/?count=2048', {
    viewport: { width: 900, height: 600 },
    reducedMotion: 'reduce',
  });
  const number = async (id: string) => Number.parseFloat((await page.locator(`#${id}`).textContent())!);
  const added = (least: number) =>
    expect.poll(() => number('added'), { timeout: 60_000 }).toBeGreaterThanOrEqual(least);
  await page.waitForFunction(() => window.genesis.shown);
  await added(10);
  const before = await page.evaluate(() => window.genesis.shown!.image.data.join());
  await page.waitForFunction(before => window.genesis.shown!.image.data.join() !== before, before);
  expect(await number('real')).toBe(100);
  const alone = await number('before');
  expect(alone).toBeGreaterThan(60);

  await page.getByRole('button', { name: 'generated' }).click();
  await page.waitForFunction(() => document.getElementById('caption')!.textContent!.includes('nobody wrote'));
  await expect.poll(() => number('added'), { timeout: 60_000 }).toBeLessThan(60);
  await added(60);
  expect(await number('before')).toBe(alone);
  expect(await number('now')).toBeGreaterThan(alone + 2);

  await page.getByRole('button', { name: 'hard' }).click();
  await page.waitForFunction(() => document.getElementById('caption')!.textContent!.includes('border'));
  await expect.poll(() => number('added'), { timeout: 60_000 }).toBeLessThan(60);
  await added(10);
  expect(problems).toEqual([]);
  await close();
});
