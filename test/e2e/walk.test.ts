/** The map of latent space, built and served from a sub-path, through a visitor's eyes. */
import { expect, test } from 'vitest';
import { visit } from './demoSite.ts';

declare global {
  interface Window {
    most: number;
    under: number;
  }
}

test('the swarm follows the point that is led across the map, one request at a time', async () => {
  const { page, problems, close } = await visit('walk/?count=2048', {
    viewport: { width: 900, height: 600 },
    reducedMotion: 'reduce',
  });
  await page.waitForFunction(() => window.genesis?.shown);
  await page.evaluate(() => {
    const generator = window.genesis.generator!;
    const sample = generator.sample.bind(generator);
    Object.assign(window, { under: 0, most: 0 });
    Object.assign(generator, {
      sample: async (options: object) => {
        window.most = Math.max(window.most, ++window.under);
        return sample(options).finally(() => window.under--);
      },
    });
  });
  const pixels = () => page.evaluate(() => window.genesis.shown!.image.data.join());
  const untilOther = (before: string) =>
    page.waitForFunction(before => window.genesis.shown!.image.data.join() !== before, before);

  // Who wants little motion is not carried away: the point rests until it is led.
  const first = await pixels();
  const box = (await page.locator('#map').boundingBox())!;
  await page.mouse.move(box.x + 0.3 * box.width, box.y + 0.3 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.8 * box.width, box.y + 0.75 * box.height, { steps: 8 });
  await page.mouse.up();
  await untilOther(first);

  // Another image at the corner that is nearest is another image here.
  const second = await pixels();
  await page.getByRole('button', { name: 'Another image at the bottom right' }).click();
  await untilOther(second);
  const third = await pixels();
  await page.keyboard.press('ArrowLeft');
  await untilOther(third);
  expect(await page.evaluate(() => window.most)).toBe(1);

  await page.getByRole('button', { name: 'portraits' }).click();
  await page.waitForFunction(() => window.genesis.shown!.image.width === 16);
  expect(problems).toEqual([]);
  await close();
});

test('without its weights the page says what is missing', async () => {
  const { page, close } = await visit('walk/?count=2048', {
    prepare: page => page.route('**/*.safetensors', route => route.abort()).then(() => {}),
  });
  await page.waitForFunction(() => document.querySelector('#status.alert'));
  expect(await page.locator('#status').textContent()).toMatch(/Generator weights: .+ could not be reached/);
  await close();
});
