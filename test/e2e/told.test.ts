/** A generator that is told in words, through a visitor's eyes and hands. */
import { expect, test } from 'vitest';
import { visit } from './demoSite.ts';

test('what is written is drawn, and unknown words are named with the nearest known ones', async () => {
  const { page, problems, close } = await visit('told/?count=2048', {
    viewport: { width: 900, height: 600 },
    reducedMotion: 'reduce',
  });
  const image = () => page.evaluate(() => window.genesis.shown?.image.data.join());
  /** Writes, and waits until something else stands. */
  const another = async (act: () => Promise<unknown>) => {
    const before = await image();
    await act();
    await page.waitForFunction(
      before => window.genesis.shown && window.genesis.shown.image.data.join() !== before,
      before,
    );
  };
  const prompt = page.locator('#prompt');
  const reading = page.locator('#reading');
  // It writes by itself first; with reduced motion all at once.
  await another(async () => {});
  expect(await prompt.inputValue()).toBe('sad girl with blue hair and glasses');
  expect(await reading.textContent()).toBe('It knows all of these words.');
  const blue = await image();

  await another(() => prompt.fill('sad girl with pink hair and glasses'));
  // The same words, the same latent vector: the same face.
  await another(() => prompt.fill('sad girl with blue hair and glasses'));
  expect((await image()) === blue).toBe(true);
  await another(() => page.getByRole('button', { name: 'Another one' }).click());

  await prompt.fill('purpel zebra with blue hair ');
  await expect
    .poll(() => reading.textContent(), { timeout: 60_000 })
    .toMatch(/does not know purpel\. Rather.*Nor zebra\./);
  await prompt.fill('a gril ');
  await expect.poll(() => reading.textContent(), { timeout: 60_000 }).toContain('does not know gril');
  await another(() => reading.getByRole('button', { name: 'girl' }).click());
  expect(await prompt.inputValue()).toBe('a girl ');
  expect(await reading.textContent()).toBe('It knows all of these words.');

  await another(() => page.getByRole('button', { name: 'digits' }).click());
  const seven = await image();
  expect(await prompt.inputValue()).toBe('seven');
  await another(() => prompt.fill('三'));
  await another(() => prompt.fill('seven'));
  expect((await image()) === seven).toBe(true);
  expect(problems).toEqual([]);
  await close();
});
