import type { PixelImage } from 'genesis-particles';

/** A picture in grey, turned to its negative where it is dark on light: what is drawn is light then, and the brightest of it white. */
export function lightOnDark({ width, height, data }: PixelImage): PixelImage {
  const grey = Float32Array.from(
    { length: width * height },
    (_, i) => 0.299 * data[4 * i]! + 0.587 * data[4 * i + 1]! + 0.114 * data[4 * i + 2]!,
  );
  // What is most is the ground.
  const sorted = grey.slice().sort();
  const ground = sorted[sorted.length >> 1]!;
  const most = Math.max(sorted.at(-1)! - ground, ground - sorted[0]!, 1);
  const sign = sorted.at(-1)! - ground > ground - sorted[0]! ? 1 : -1;
  const light = new Uint8ClampedArray(data.length).fill(255);
  for (const [i, value] of grey.entries()) {
    light.fill((sign * (value - ground) * 255) / most, 4 * i, 4 * i + 3);
  }
  return { width, height, data: light };
}
