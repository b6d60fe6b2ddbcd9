/** The swarm to play with, built and served from a sub-path, through a visitor's eyes. */
import { expect, test } from 'vitest';
import { visit } from './demoSite.ts';
import { captionOf, give, hurry, statusOf, untilGiven, untilShown } from './playing.ts';

/** Few particles, so that the test is about what happens and not about how fast. */
async function openDemo() {
  const opened = await visit('swarm/?count=2048', { viewport: { width: 720, height: 480 } });
  await hurry(opened);
  return opened;
}

/** One blue pixel. */
const bluePng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==',
  'base64',
);

test('opens by itself, and its buttons and keys act', async () => {
  const { page, problems, close } = await openDemo();
  await untilShown(page);
  expect(await page.evaluate(() => window.genesis.shown?.source)).toBe('image');
  expect(await page.locator('.lil-gui.lil-root').count()).toBe(1);
  const caption = await captionOf(page);

  // The picture is drawn and formed anew, in another layout.
  await page.getByRole('button', { name: 'grid', exact: true }).click();
  expect(await page.evaluate(() => window.genesis.swarm.parameters.layout)).toBe('grid');
  await untilShown(page);
  expect(await page.locator('#layouts [aria-pressed=true]').textContent()).toBe('grid');
  await page.waitForFunction(() => document.getElementById('layout')?.textContent === 'grid');

  await page.getByRole('button', { name: 'implode' }).click();
  await page.waitForFunction(() => window.dissolved === 1);
  await untilShown(page);
  expect(await captionOf(page)).toBe(caption);

  await page.keyboard.press('Space');
  expect(await page.evaluate(() => window.genesis.swarm.paused)).toBe(true);
  expect(await statusOf(page)).toContain('Paused');
  await page.keyboard.press('KeyD');
  await page.waitForFunction(() => window.dissolved === 2);
  await page.keyboard.press('KeyN');
  expect(await captionOf(page)).not.toBe(caption);
  expect(problems).toEqual([]);
  await close();
});

test('forms a picture that is pasted, dropped or chosen, and says what is wrong with one that is none', async () => {
  const { page, problems, close } = await openDemo();
  await give(page, 'paste', 'square.png', 'red square');
  await untilGiven(page, '255,0,0,255');
  expect(await captionOf(page)).toContain('square.png');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a picture' }).click();
  await (await chooser).setFiles({ name: 'dot.png', mimeType: 'image/png', buffer: bluePng });
  await page.waitForFunction(() => document.getElementById('caption')?.textContent?.includes('dot.png'));
  await untilShown(page);
  await give(page, 'drop', 'dropped.png', 'red square');
  await untilGiven(page, '255,0,0,255');
  expect(await captionOf(page)).toContain('dropped.png');

  await give(page, 'drop', 'letter.png', 'text');
  await page.waitForFunction(() => document.querySelector('#status.alert'));
  expect(await statusOf(page)).toContain('“letter.png” is no picture that this browser can read');
  expect(await captionOf(page)).toContain('dropped.png');
  expect(problems).toEqual([]);
  await close();
});

test('on a light ground particles cover it; the switch is remembered', async () => {
  const { page, problems, close } = await visit('swarm/?count=2048', { colorScheme: 'light' });
  await hurry({ page, problems, messages: [], close });
  const look = () =>
    page.evaluate(() => [
      window.genesis.swarm.parameters.blending,
      getComputedStyle(document.body).backgroundColor,
    ]);
  const [light, dark] = [
    ['alpha', 'rgb(242, 238, 230)'],
    ['additive', 'rgb(7, 13, 18)'],
  ];
  expect(await look()).toEqual(light);
  await page.getByRole('button', { name: 'ember' }).click();
  expect(await look()).toEqual(light);
  await page.getByRole('button', { name: 'Light ground' }).click();
  expect(await look()).toEqual(dark);
  await page.reload();
  await page.waitForFunction(() => window.genesis);
  expect(await look()).toEqual(dark);
  expect(problems).toEqual([]);
  await close();
});

test('without WebGL 2 the page says so', async () => {
  const { page, close } = await visit('swarm/', {
    prepare: async page => {
      await page.addInitScript(() => {
        HTMLCanvasElement.prototype.getContext = () => null;
      });
    },
  });
  await page.waitForFunction(() => document.querySelector('#status.alert'));
  expect(await statusOf(page)).toContain('no WebGL 2');
  await close();
});
