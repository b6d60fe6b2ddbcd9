/** Whether images have the structure that they were to have, told from their bytes alone. */
import type {
  Decoder,
  MirrorDecoder,
  PaletteDecoder,
  PixelImage,
  SilhouetteDecoder,
} from '../../src/gan/index.ts';

/** The share of images that are as `decoder` was to make them, to the last bit. */
export function shareThatMeets(images: readonly PixelImage[], decoder: Decoder): number {
  return images.filter(image => meets(image, decoder)).length / images.length;
}

function meets(image: PixelImage, decoder: Decoder): boolean {
  switch (decoder.type) {
    case 'mirror':
      return isMirrored(image, decoder);
    case 'palette':
      return hasNoOtherColour(image, decoder);
    case 'silhouette':
      return isWithin(image, decoder);
  }
}

function isMirrored({ width, height, data }: PixelImage, { axis }: MirrorDecoder): boolean {
  return data.every((value, i) => {
    const [pixel, component] = [i >> 2, i & 3];
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const opposite = axis === 'vertical' ? y * width + width - 1 - x : (height - 1 - y) * width + x;
    return value === data[4 * opposite + component];
  });
}

function hasNoOtherColour({ data }: PixelImage, { colours }: PaletteDecoder): boolean {
  const listed = new Set(colours.map(colour => Number.parseInt(colour.slice(1), 16)));
  for (let i = 0; i < data.length; i += 4) {
    const colour = (data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!;
    if (data[i + 3]! > 0 && !listed.has(colour)) return false;
  }
  return true;
}

function isWithin({ data }: PixelImage, { mask }: SilhouetteDecoder): boolean {
  for (let i = 0; i < data.length; i += 4) {
    if (mask.data[i + 3] === 0 && data.subarray(i, i + 4).some(value => value > 0)) return false;
  }
  return true;
}
