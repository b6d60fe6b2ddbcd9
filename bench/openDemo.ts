import { wait } from './timing.ts';

export const WIDTH = 1280;
export const HEIGHT = 720;

/** A demo in a frame of its own that covers the page; resolves when its scripts have run. */
export async function openDemo(
  address: string,
): Promise<{ view: Window & typeof globalThis; close: () => void }> {
  const frame = document.createElement('iframe');
  frame.width = String(WIDTH);
  frame.height = String(HEIGHT);
  frame.style.cssText = 'position: fixed; inset: 0; border: 0; z-index: 1';
  frame.src = address;
  document.body.append(frame);
  const view = frame.contentWindow as Window & typeof globalThis;
  while (!view.genesis) await wait(10);
  return { view, close: () => frame.remove() };
}
