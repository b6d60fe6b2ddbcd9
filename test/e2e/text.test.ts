/** Words and faces, built and served from a sub-path, through a visitor's eyes. */
import { expect, test } from 'vitest';
import { visit } from './demoSite.ts';
import { captionOf, hurry, untilShown } from './playing.ts';

async function openDemo() {
  const opened = await visit('text/?count=2048', { viewport: { width: 720, height: 480 } });
  await hurry(opened);
  return opened;
}

test('writes by itself, and forms what is written', async () => {
  const { page, problems, close } = await openDemo();
  await untilShown(page);
  await page.locator('#words').fill('Hello\nthere');
  await untilShown(page);
  expect(await captionOf(page)).toContain('Your words');
  await page.getByRole('button', { name: 'ember' }).click();
  expect(await page.evaluate(() => window.genesis.swarm.parameters.origin)).toBe('point');
  await untilShown(page);
  expect(await captionOf(page)).toContain('Your words');
  // Keys are letters while one writes, and act afterwards.
  await page.locator('#words').press('KeyD');
  await untilShown(page);
  await page.locator('#words').press('Escape');
  await page.keyboard.press('KeyD');
  await page.waitForFunction(() => window.dissolved === 1);
  expect(await page.locator('#words').inputValue()).toContain('there');
  expect(problems).toEqual([]);
  await close();
});

test('follows the camera, and says what is wrong when it cannot', async () => {
  const { page, problems, close } = await openDemo();
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
