/** The swarm to play with, built and served from a sub-path, through a visitor's eyes. */
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { visit } from './demoSite.ts';

/** Few particles, so that the test is about what happens and not about how fast; and in a quarter of the time. */
async function openDemo() {
  const opened = await visit('swarm/?count=2048', {
    viewport: { width: 720, height: 480 },
  });
  await opened.page.waitForFunction(() => window.genesis);
  await opened.page.evaluate(() => {
    const { swarm } = window.genesis;
    swarm.parameters.timeScale = 4;
    window.dissolved = 0;
    swarm.addEventListener('dissolved', () => window.dissolved++);
  });
  return opened;
}

const statusOf = (page: Page) => page.locator('#status').textContent();
const captionOf = (page: Page) => page.locator('#caption').textContent();

/** Waits until a picture stands, and remembers it. */
const untilShown = (page: Page) =>
  page.waitForFunction(() => {
    const { shown, swarm } = window.genesis;
    if (swarm.state !== 'formed' || !shown || shown.image === window.last) return false;
    window.last = shown.image;
    return true;
  });

/** Drops or pastes a file that calls itself a picture. */
const give = (page: Page, how: 'drop' | 'paste', name: string, content: 'red square' | 'text') =>
  page.evaluate(
    async ([how, name, content]) => {
      const canvas = new OffscreenCanvas(24, 24);
      const context = canvas.getContext('2d')!;
      context.fillStyle = '#f00';
      context.fillRect(0, 0, 24, 24);
      const bytes = content === 'text' ? 'This is no picture.' : await canvas.convertToBlob();
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], name as string, { type: 'image/png' }));
      const about = { bubbles: true, cancelable: true };
      document.body.dispatchEvent(
        how === 'drop'
          ? new DragEvent('drop', { ...about, dataTransfer })
          : new ClipboardEvent('paste', { ...about, clipboardData: dataTransfer }),
      );
    },
    [how, name, content],
  );

/** Waits until the picture that is to be formed begins with such a pixel. */
const untilGiven = (page: Page, pixel: string) =>
  page.waitForFunction(pixel => window.genesis.shown?.image.data.slice(0, 4).join() === pixel, pixel);

/** One blue pixel. */
const bluePng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==',
  'base64',
);

declare global {
  interface Window {
    last?: unknown;
    dissolved: number;
    track?: MediaStreamTrack;
  }
}

test('opens by itself, forms what is written, and its buttons and keys act', async () => {
  const { page, problems, close } = await openDemo();
  await untilShown(page);
  expect(await page.evaluate(() => window.genesis.shown?.source)).toBe('image');
  expect(await page.locator('.lil-gui.lil-root').count()).toBe(1);

  await page.locator('#words').fill('Hello\nthere');
  await untilShown(page);
  expect(await captionOf(page)).toContain('Your words');

  // The picture is drawn and formed anew, in another layout.
  await page.getByRole('button', { name: 'grid', exact: true }).click();
  expect(await page.evaluate(() => window.genesis.swarm.parameters.layout)).toBe('grid');
  await untilShown(page);
  expect(await page.locator('#layouts [aria-pressed=true]').textContent()).toBe('grid');
  await page.waitForFunction(() => document.getElementById('layout')?.textContent === 'grid');

  await page.getByRole('button', { name: 'implode' }).click();
  await page.waitForFunction(() => window.dissolved === 1);
  await untilShown(page);
  expect(await captionOf(page)).toContain('Your words');

  await page.locator('#words').blur();
  await page.keyboard.press('Space');
  expect(await page.evaluate(() => window.genesis.swarm.paused)).toBe(true);
  expect(await statusOf(page)).toContain('Paused');
  await page.keyboard.press('KeyD');
  await page.waitForFunction(() => window.dissolved === 2);
  await page.keyboard.press('KeyN');
  expect(await captionOf(page)).toContain('drawn by this page');
  expect(problems).toEqual([]);
  await close();
});

test('forms a picture that is pasted, and one that is chosen', async () => {
  const { page, problems, close } = await openDemo();
  await give(page, 'paste', 'square.png', 'red square');
  await untilGiven(page, '255,0,0,255');
  expect(await captionOf(page)).toContain('square.png');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a picture' }).click();
  await (await chooser).setFiles({ name: 'dot.png', mimeType: 'image/png', buffer: bluePng });
  await page.waitForFunction(() => document.getElementById('caption')?.textContent?.includes('dot.png'));
  await untilShown(page);
  expect(problems).toEqual([]);
  await close();
});

test('forms a picture that is dropped, follows the camera, and says what is wrong when it cannot', async () => {
  const { page, problems, close } = await openDemo();
  await give(page, 'drop', 'square.png', 'red square');
  await untilGiven(page, '255,0,0,255');
  expect(await captionOf(page)).toContain('square.png');

  await give(page, 'drop', 'letter.png', 'text');
  await page.waitForFunction(() => document.querySelector('#status.alert'));
  expect(await statusOf(page)).toContain('“letter.png” is no picture that this browser can read');
  expect(await captionOf(page)).toContain('square.png');

  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  const camera = page.getByRole('button', { name: 'camera' });
  await camera.click();
  await page.waitForFunction(() => document.getElementById('status')?.textContent?.includes('was refused'));

  await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d')!;
    setInterval(() => {
      context.fillStyle = '#0f0';
      context.fillRect(0, 0, canvas.width, canvas.height);
    }, 50);
    navigator.mediaDevices.getUserMedia = async () => {
      const stream = canvas.captureStream();
      window.track = stream.getVideoTracks()[0];
      return stream;
    };
  });
  await camera.click();
  await page.waitForFunction(() => {
    const [red = 0, green = 0] = window.genesis.shown?.image.data ?? [];
    return green > 200 && red < 60;
  });
  expect(await camera.getAttribute('aria-pressed')).toBe('true');
  await page.locator('#words').fill('Bye');
  await page.waitForFunction(() => window.track?.readyState === 'ended');
  expect(await camera.getAttribute('aria-pressed')).toBe('false');
  expect(problems).toEqual([]);
  await close();
});
