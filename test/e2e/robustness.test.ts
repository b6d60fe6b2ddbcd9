/** Digits under noise, through a visitor's eyes and hands. */
import { expect, test } from 'vitest';
import { visit } from './demoSite.ts';

test('without noise every digit stays what it is, with nothing else left few do, and a curve tells how many between', async () => {
  const { page, problems, close } = await visit('robustness/?count=2048&noise=0', {
    viewport: { width: 900, height: 600 },
    reducedMotion: 'reduce',
  });
  const kept = async () => Number(await page.locator('#kept').textContent());
  const turned = () => page.locator('.labels .wrong').count();
  const soon = { timeout: 60_000 };
  await expect.poll(kept, soon).toBe(12);
  expect(await page.locator('.labels .right').count()).toBe(12);
  await page.waitForFunction(() => window.genesis.shown);
  const before = await page.evaluate(() => window.genesis.shown!.image.data.join());

  // By keys, as far as it goes: what is seen now has nothing to do with what was.
  await page.locator('#noise').focus();
  await page.keyboard.press('End');
  expect(await page.locator('#size').textContent()).toBe('1.00');
  await expect.poll(kept, soon).toBeLessThanOrEqual(6);
  await expect.poll(async () => (await turned()) + (await kept()), soon).toBe(12);
  expect(await page.locator('.labels .wrong').first().textContent()).toMatch(/^\d → \d$/);
  await page.waitForFunction(before => window.genesis.shown!.image.data.join() !== before, before);

  // Half of the way there about half hold out against chance, whichever digits they are, but hardly any against who knows
  // the way.
  await page.locator('#noise').fill('0.5');
  await expect.poll(kept, soon).toBeGreaterThan(1);
  await page.getByRole('button', { name: 'an adversary' }).click();
  await expect.poll(() => page.locator('#caption').textContent()).toContain('moved by an adversary');
  await expect.poll(kept, soon).toBeLessThanOrEqual(1);
  await page.getByRole('button', { name: 'chance' }).click();
  await expect.poll(kept, soon).toBeGreaterThan(1);

  // Measured in the worker: one line a recipe, and the numbers beside it.
  const lines = (count: number) =>
    page.waitForFunction(
      count => document.querySelectorAll('#curve path:not(.axis)').length === count,
      count,
      soon,
    );
  await lines(1);
  await expect.poll(async () => Number(await page.locator('#slope').textContent()), soon).toBeGreaterThan(1);
  await page.getByRole('button', { name: 'article' }).click();
  await lines(2);
  await expect.poll(() => page.locator('#curve .mine').count(), soon).toBe(1);
  // Who is told which digit to draw draws that one, whatever the noise.
  await page.getByRole('button', { name: 'told' }).click();
  await lines(3);
  await expect.poll(kept, soon).toBeGreaterThanOrEqual(10);
  // Under another truncation nothing is known yet.
  await page.getByRole('button', { name: '0.5' }).click();
  await lines(1);
  expect(problems).toEqual([]);
  await close();
});

test('without a network the page says what is missing', async () => {
  const { page, close } = await visit('robustness/?count=2048', {
    prepare: page => page.route('**/digits-stable*', route => route.fulfill({ status: 404 })).then(() => {}),
  });
  await page.waitForFunction(() => document.getElementById('status')!.classList.contains('alert'));
  expect(await page.locator('#status').textContent()).toContain('digits-stable');
  await close();
});
