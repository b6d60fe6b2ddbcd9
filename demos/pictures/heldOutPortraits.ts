import type { PixelImage } from 'genesis-particles';

const SIDE = 16;

/** The first portraits of the test set, as they come: what no network here was trained on. They lie side by side in one file. */
export async function heldOutPortraits(): Promise<PixelImage[]> {
  const strip = new Image();
  strip.src = '../pictures/held-out-portraits.png';
  await strip.decode().catch(() => {
    throw new Error('The portraits are missing: held-out-portraits.png.');
  });
  const canvas = new OffscreenCanvas(strip.width, SIDE);
  const context = canvas.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
  context.drawImage(strip, 0, 0);
  return Array.from({ length: strip.width / SIDE }, (_, index) =>
    context.getImageData(index * SIDE, 0, SIDE, SIDE),
  );
}
