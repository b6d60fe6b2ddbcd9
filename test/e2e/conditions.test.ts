/** The page of what is asked for: a slider moves, and what is measured on the pictures goes along. */
import { expect, test } from 'vitest';
import { visit } from './demoSite.ts';

test('digits become as bold, as slanted and of the kind that is asked for', async () => {
  const { page, problems, close } = await visit('conditions/?count=2048&seed=3', {
    viewport: { width: 900, height: 600 },
    reducedMotion: 'reduce',
  });
  await page.waitForFunction(() => window.genesis?.shown);
  const measured = async (id: string) => Number(await page.locator(`#${id}-measured`).textContent());
  const press = (id: string, key: string) => page.locator(`#${id}`).press(key);

  await press('slant', 'End');
  await expect.poll(() => measured('slant'), { timeout: 30_000 }).toBeGreaterThan(20);
  const bold = await measured('thickness');
  await press('slant', 'Home');
  await expect.poll(() => measured('slant'), { timeout: 30_000 }).toBeLessThan(-8);
  await press('thickness', 'End');
  await expect.poll(() => measured('thickness'), { timeout: 30_000 }).toBeGreaterThan(bold + 0.5);
  await press('thickness', 'Home');
  await expect.poll(() => measured('thickness'), { timeout: 30_000 }).toBeLessThan(bold - 0.5);

  const before = await page.evaluate(() => window.genesis.shown!.image.data.join());
  await page.getByRole('button', { name: '7', exact: true }).click();
  await page.waitForFunction(before => window.genesis.shown!.image.data.join() !== before, before);
  expect(await page.locator('#caption').textContent()).toContain('write a 7');
  expect(problems).toEqual([]);
  await close();
});

test('the sliders sway until one is taken', async () => {
  const { page, problems, close } = await visit('conditions/?count=2048', {
    viewport: { width: 900, height: 600 },
  });
  await page.waitForFunction(() => window.genesis?.shown);
  const slant = () => page.locator('output[for="slant"]').textContent();
  const first = await slant();
  await expect.poll(slant).not.toBe(first);
  await page.locator('#slant').press('Home');
  expect(await slant()).toBe('-28°');
  const shown = await page.evaluate(
    () =>
      new Promise<string>(resolve =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve(document.querySelector('output[for="slant"]')!.textContent!)),
        ),
      ),
  );
  expect(shown).toBe('-28°');
  expect(problems).toEqual([]);
  await close();
});
