/** The page of decoders: what stands in the swarm is what was asked for, and what was drawn. */
import { expect, test } from 'vitest';
import { shareThatMeets } from '../../scripts/tables/meets.ts';
import type { Decoder, PixelImage } from '../../src/gan/index.ts';
import { visit } from './demoSite.ts';

test('a face keeps to the structure that is chosen or drawn', async () => {
  const { page, problems, close } = await visit('decoder/?count=2048&seed=3', {
    viewport: { width: 900, height: 600 },
    reducedMotion: 'reduce',
  });
  await page.waitForFunction(() => window.genesis?.shown);
  const shown = async (): Promise<PixelImage> => {
    const { width, height, data } = await page.evaluate(() => {
      const { width, height, data } = window.genesis.shown!.image;
      return { width, height, data: [...data] };
    });
    return { width, height, data: Uint8ClampedArray.from(data) };
  };
  const after = async (act: () => Promise<void>): Promise<PixelImage> => {
    const before = (await shown()).data.join();
    await act();
    await page.waitForFunction(before => window.genesis.shown!.image.data.join() !== before, before);
    return shown();
  };
  const press = (group: string, name: string) =>
    page.getByRole('group', { name: group }).getByRole('button', { name, exact: true }).click();
  const mirror: Decoder = { type: 'mirror', axis: 'vertical' };
  const inks: Decoder = { type: 'palette', colours: ['#1d3f8c', '#f2ead6'] };

  expect(shareThatMeets([await shown()], mirror)).toBe(1);
  expect(shareThatMeets([await shown()], inks)).toBe(0);
  expect(shareThatMeets([await after(() => press('palette', 'two inks'))], inks)).toBe(1);
  const another = await after(() => page.getByRole('button', { name: 'Another face' }).click());
  expect(shareThatMeets([another], mirror)).toBe(1);
  expect(shareThatMeets([another], inks)).toBe(1);
  expect(shareThatMeets([await after(() => press('mirror', 'none'))], mirror)).toBe(0);

  // A stroke through the middle takes away what was there.
  const box = (await page.locator('#pad').boundingBox())!;
  const y = box.y + box.height / 2;
  const drawn = await after(async () => {
    await page.mouse.move(box.x + 2, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 2, y, { steps: 40 });
    await page.mouse.up();
    await page.waitForFunction(() => {
      const { width, data } = window.genesis.shown!.image;
      return data.subarray(4 * 8 * width, 4 * 9 * width).every(value => value === 0);
    });
  });
  expect(drawn.data.some(value => value > 0)).toBe(true);
  expect(await page.locator('#shapes [aria-pressed="true"]').count()).toBe(0);
  expect(problems).toEqual([]);
  await close();
});
