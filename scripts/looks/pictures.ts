/** The pictures that looks are judged by: a digit, a portrait, a photograph. */
import { createAvatar } from '@dicebear/core';
import * as pixelArt from '@dicebear/pixel-art';
// Allium oreophilum, a photograph by Karl Blossfeldt; digital image courtesy of the Getty's Open Content Program, CC0.
import photograph from '@stdlib/datasets-img-allium-oreophilum/data/image.jpg?url';
import type { PixelImage } from 'genesis-particles';
import { loadGenerator } from 'genesis-particles/gan';

export async function loadPictures(): Promise<Record<'digit' | 'portrait' | 'photograph', PixelImage>> {
  const generator = await loadGenerator(new URL('/models/digits.safetensors', location.href));
  const digit = await generator.sample({ seed: 2, label: 7 });
  generator.dispose();
  const svg = createAvatar(pixelArt, { seed: 'Genesis', size: 32 }).toDataUri();
  return { digit, portrait: await draw(svg, 32), photograph: await draw(photograph, 256) };
}

/** The picture at `url`, `height` pixels high. */
async function draw(url: string, height: number): Promise<PixelImage> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const width = Math.round((height * image.naturalWidth) / image.naturalHeight);
  const context = new OffscreenCanvas(width, height).getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
