/** What a visitor does, and sees, on the pages where a swarm is played with. */
import type { Page } from 'playwright';
import type { OpenedPage } from './openPage.ts';

declare global {
  interface Window {
    last?: unknown;
    dissolved: number;
    track?: MediaStreamTrack;
  }
}

/** In a quarter of the time; what has dissolved is counted in `window.dissolved`. */
export async function hurry({ page }: OpenedPage): Promise<void> {
  await page.waitForFunction(() => window.genesis);
  await page.evaluate(() => {
    const { swarm } = window.genesis;
    swarm.parameters.timeScale = 4;
    window.dissolved = 0;
    swarm.addEventListener('dissolved', () => window.dissolved++);
  });
}

export const statusOf = (page: Page) => page.locator('#status').textContent();
export const captionOf = (page: Page) => page.locator('#caption').textContent();

/** Waits until a picture stands, and remembers it. */
export const untilShown = (page: Page) =>
  page.waitForFunction(() => {
    const { shown, swarm } = window.genesis;
    if (swarm.state !== 'formed' || !shown || shown.image === window.last) return false;
    window.last = shown.image;
    return true;
  });

/** Drops or pastes a file that calls itself a picture. */
export const give = (page: Page, how: 'drop' | 'paste', name: string, content: 'red square' | 'text') =>
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
export const untilGiven = (page: Page, pixel: string) =>
  page.waitForFunction(pixel => window.genesis.shown?.image.data.slice(0, 4).join() === pixel, pixel);
