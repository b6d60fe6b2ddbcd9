/** How images are shifted, turned and resized: each differently, evenly from ranges to either side of 0. */

import { assertKnown, inWords } from '../assertKnown.ts';
import type { ImageShape } from '../networks/models.ts';
import type { Random } from '../Random.ts';
import { distort } from './distort.ts';

/** How far images are shifted, turned and resized, at most. */
export interface ClassicalChanges {
  /** Share of the image's sides, at most, from 0 to 1. @default 0.07 */
  readonly shift?: number;
  /** Degrees, at most, from 0 to 180. 0 for what has an up and a down to the degree, as pixel art. @default 12 */
  readonly rotate?: number;
  /** Share of the size, at most, from 0 to below 1: 0.12 is 0.88 to 1.12 times. @default 0.12 */
  readonly scale?: number;
}

/** @throws TypeError or RangeError */
export function resolveClassical(changes: true | ClassicalChanges): Required<ClassicalChanges> {
  const given = changes === true ? {} : changes;
  assertKnown('classical', given, ['shift', 'rotate', 'scale']);
  const { shift = 0.07, rotate = 12, scale = 0.12 } = given;
  assertWithin('classical.shift', shift, shift <= 1, 'a share of the sides from 0 to 1');
  assertWithin('classical.rotate', rotate, rotate <= 180, 'degrees from 0 to 180');
  assertWithin('classical.scale', scale, scale < 1, 'a share of the size from 0 to below 1');
  return { shift, rotate, scale };
}

/** @param numbers an image as networks see it */
export function drawClassical(
  numbers: Float32Array,
  shape: ImageShape,
  { shift, rotate, scale }: Required<ClassicalChanges>,
  random: Random,
): Float32Array {
  const draw = (limit: number) => (2 * random.uniform() - 1) * limit;
  const [height, width] = shape;
  return distort(numbers, shape, {
    x: draw(shift * width),
    y: draw(shift * height),
    angle: draw((rotate * Math.PI) / 180),
    scale: 1 + draw(scale),
  });
}

function assertWithin(name: string, value: number, isBelow: boolean, range: string): void {
  if (Number.isFinite(value) && value >= 0 && isBelow) return;
  throw new RangeError(`${name} is ${inWords(value)}. It must be ${range}.`);
}
