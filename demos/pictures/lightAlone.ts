import type { PixelImage } from 'genesis-particles';

/** The light of a grey picture as white of that opacity, on nothing: for grounds that are not black. */
export function lightAlone({ width, height, data }: PixelImage): ImageData {
  const picture = new ImageData(width, height);
  for (let i = 0; i < data.length; i += 4) picture.data.set([255, 255, 255, data[i]!], i);
  return picture;
}
