/** A page whose clock is stopped and advanced by hand: its moments are exact however slow the machine draws. */
import type { Page } from 'playwright';

/** Where clocks are stopped, before anything has happened. */
const START = 60_000;

/** Before the page is loaded. */
export const installClock = (page: Page): Promise<void> => page.clock.install({ time: 0 });

/** Once it is loaded: from now on time passes by {@link advance} alone. */
export const stopClock = (page: Page): Promise<void> => page.clock.pauseAt(START);

/** @param frame milliseconds of a frame of the page, at most 8 steps of the simulation. */
export async function advance(page: Page, milliseconds: number, frame: number): Promise<void> {
  for (let at = 0; at < milliseconds; at += frame) {
    await page.clock.fastForward(Math.min(frame, milliseconds - at));
    // Frames are ordered faster than software GL draws them: wait for each, and let workers and read-backs answer.
    await page.evaluate(() => {
      const gl = document.querySelector('canvas')?.getContext('webgl2');
      gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    });
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
