/** Digits that are attacked and defended, through a visitor's eyes and hands. */
import { expect, test } from 'vitest';
import { visit } from './demoSite.ts';

test('a little change misleads the network, and a defence brings most digits back', async () => {
  const { page, problems, close } = await visit('attack/?count=2048', {
    viewport: { width: 900, height: 600 },
    reducedMotion: 'reduce',
  });
  const count = async (id: string) => Number(await page.locator(`#${id}`).textContent());
  /** Waits until what was asked for is worked out, and written. */
  const worked = (status: RegExp) =>
    page.waitForFunction(
      wanted => new RegExp(wanted).test(document.getElementById('status')!.textContent!),
      status.source,
    );
  const labelled = () => page.locator('.labels .right').count();
  const numbers = (misled: (count: number) => boolean, right: (count: number) => boolean) =>
    expect
      .poll(
        async () => {
          const [wrongs, rights] = [await count('misled'), await count('right')];
          return misled(wrongs) && right(rights) && rights === (await labelled());
        },
        { timeout: 60_000 },
      )
      .toBe(true);
  await worked(/Nothing is changed/);
  await numbers(
    misled => misled === 0,
    right => right === 20,
  );
  await page.waitForFunction(() => window.genesis.shown);
  const before = await page.evaluate(() => window.genesis.shown!.image.data.join());
  const verdicts = () => page.locator('.labels li').allTextContents();
  const truth = await verdicts();
  expect(truth).toHaveLength(20);

  // By keys, as far as it goes.
  await page.locator('#epsilon').focus();
  await page.keyboard.press('End');
  await worked(/more than 30\s%/);
  await numbers(
    misled => misled >= 15,
    right => right <= 5,
  );
  expect(await page.locator('.labels .wrong').count()).toBeGreaterThanOrEqual(15);
  await page.waitForFunction(before => window.genesis.shown!.image.data.join() !== before, before);

  await page.getByRole('button', { name: 'training' }).click();
  await numbers(
    misled => misled <= 5,
    right => right >= 15,
  );
  // What is under way is given up for what is wanted now.
  await page.getByRole('button', { name: 'projection' }).click();
  await page.getByRole('button', { name: 'none' }).click();
  await page.getByRole('button', { name: 'projection' }).click();
  await page.waitForFunction(
    () => document.getElementById('caption')!.textContent!.includes('generator'),
    null,
    { timeout: 100_000 },
  );
  await numbers(
    misled => misled >= 15,
    right => right >= 15,
  );
  const defended = await verdicts();
  expect(defended.filter((verdict, index) => verdict === truth[index]).length).toBe(await count('right'));
  expect(problems).toEqual([]);
  await close();
});

test('without its networks the page says what is missing', async () => {
  const { page, close } = await visit('attack/?count=2048', {
    prepare: page =>
      page.route('**/digits-classifier-robust*', route => route.fulfill({ status: 404 })).then(() => {}),
  });
  await page.waitForFunction(() => document.getElementById('status')!.classList.contains('alert'));
  expect(await page.locator('#status').textContent()).toContain('digits-classifier-robust');
  await close();
});
