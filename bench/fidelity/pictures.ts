/** The two pictures that are held side by side: what an image looks like on black, and what a canvas shows of it. */
import type { PixelImage } from 'genesis-particles';
import type { WebGLRenderer } from 'three';
import type { Picture } from './ssim.ts';

const CHANNELS = 3;

/** An image as a browser lays it on a black page: straight alpha, in encoded values. */
export function onBlack({ width, height, data }: PixelImage): Picture {
  const values = new Float64Array(width * height * CHANNELS);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < CHANNELS; c++)
      values[CHANNELS * i + c] = (data[4 * i + c]! / 255) * (data[4 * i + 3]! / 255);
  }
  return { width, height, channels: CHANNELS, values };
}

/** What the canvas shows, `factor` × `factor` of its pixels averaged to one in encoded values, as a browser scales down. */
export function averagedDown(renderer: WebGLRenderer, factor: number): Picture {
  const gl = renderer.getContext();
  const [wide, high] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
  const bytes = new Uint8Array(wide * high * 4);
  gl.readPixels(0, 0, wide, high, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  const [width, height] = [wide / factor, high / factor];
  const values = new Float64Array(width * height * CHANNELS);
  for (let y = 0; y < high; y++) {
    // WebGL's first row is the lowest.
    const row = Math.floor((high - 1 - y) / factor) * width;
    for (let x = 0; x < wide; x++) {
      const at = CHANNELS * (row + Math.floor(x / factor));
      for (let c = 0; c < CHANNELS; c++)
        values[at + c]! += bytes[4 * (y * wide + x) + c]! / 255 / factor ** 2;
    }
  }
  return { width, height, channels: CHANNELS, values };
}
