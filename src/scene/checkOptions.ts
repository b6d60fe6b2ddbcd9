/** Throws with a sentence to act on where an option says something that cannot be. */
import {
  dissolveStyles,
  easingNames,
  layoutNames,
  originNames,
  staggerNames,
  type Weight,
} from '../particles/index.ts';
import type { DissolveOptions, FormOptions, ImageOptions } from './options.ts';

export function checkImageOptions({ layout, weight }: ImageOptions): void {
  checkName('layout', layout, layoutNames);
  checkWeight(weight);
}

export function checkForm(options: FormOptions): void {
  checkImageOptions(options);
  checkName('origin', options.origin, originNames);
  checkName('stagger', options.stagger, staggerNames);
  checkName('easing', options.easing, easingNames);
}

export function checkDissolve({ style, point, direction }: DissolveOptions): void {
  checkName('dissolve style', style, dissolveStyles);
  for (const [name, vector] of Object.entries({ point, direction })) {
    if (vector && !(Number.isFinite(vector.x) && Number.isFinite(vector.y) && Number.isFinite(vector.z))) {
      throw new TypeError(
        `The ${name} is (${vector.x}, ${vector.y}, ${vector.z}). It must be three finite numbers.`,
      );
    }
  }
  if (direction && direction.lengthSq() === 0) {
    throw new RangeError('The direction has no length. Give a vector that points somewhere.');
  }
}

export function checkName(what: string, name: unknown, known: readonly string[]): void {
  if (name === undefined || known.includes(name as string)) return;
  const list = known.map(each => `'${each}'`);
  throw new TypeError(
    `There is no ${what} "${String(name)}". Choose ${list.slice(0, -1).join(', ')} or ${list.at(-1)}.`,
  );
}

function checkWeight(weight: Weight | undefined): void {
  if (weight === undefined || typeof weight === 'string') {
    checkName('weight', weight, ['brightness', 'alpha', 'even']);
    return;
  }
  for (let i = 0; i < weight.length; i++) {
    if (!(weight[i]! >= 0 && weight[i]! < Number.POSITIVE_INFINITY)) {
      throw new RangeError(
        `The weight of pixel ${i} is ${weight[i]}. Weights are finite numbers of 0 or more.`,
      );
    }
  }
}
