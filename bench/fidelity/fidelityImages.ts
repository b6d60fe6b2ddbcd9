import type { PixelImage } from 'genesis-particles';
import { portraits } from '../../demos/pictures/portraits.ts';
import { testDigits } from '../images/testDigits.ts';

export interface ImageSet {
  readonly name: string;
  readonly images: readonly PixelImage[];
}

/** The three sets of ten images that fidelity is measured on. */
export async function fidelityImages(): Promise<ImageSet[]> {
  return [
    { name: 'digits', images: await testDigits(10) },
    { name: 'portraits on transparent ground', images: await portraits(10) },
    { name: 'portraits on white', images: await portraits(10, 'ffffff') },
  ];
}
