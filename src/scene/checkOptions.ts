/** Throws with a sentence to act on where an option says something that cannot be. */
import type { Ray, Vector3 } from 'three';
import type { PixelImage } from '../image.ts';
import {
  dissolveStyles,
  easingNames,
  type Field,
  layoutNames,
  originNames,
  staggerNames,
  type Weight,
} from '../particles/index.ts';
import type {
  DissolveOptions,
  FollowOptions,
  FormOptions,
  GenesisParticlesOptions,
  ImageOptions,
} from './options.ts';

/** Every option of every call: a name misspelt would be passed over without a word. */
const IMAGE: Names<ImageOptions> = { layout: 1, weight: 1, smooth: 1 };
const FORM: Names<FormOptions> = { ...IMAGE, origin: 1, stagger: 1, easing: 1, duration: 1, signal: 1 };
const FOLLOW: Names<FollowOptions> = { ...IMAGE, rate: 1, mood: 1, critique: 1 };
const DISSOLVE: Names<DissolveOptions> = { style: 1, point: 1, direction: 1, duration: 1, signal: 1 };
const EFFECT: Names<GenesisParticlesOptions> = {
  renderer: 1,
  count: 1,
  seed: 1,
  size: 1,
  parameters: 1,
  precision: 1,
  reducedMotion: 1,
  quality: 1,
  outOfView: 1,
};

type Names<Options> = Readonly<Record<keyof Options, 1>>;

export function checkEffect(options: GenesisParticlesOptions): void {
  checkNames('GenesisParticles', options, EFFECT);
}

function checkImage({ layout, weight }: ImageOptions): void {
  checkName('layout', layout, layoutNames);
  checkWeight(weight);
}

export function checkFollow(options: FollowOptions): void {
  checkNames('follow', options, FOLLOW);
  checkImage(options);
}

export function checkForm(options: FormOptions): void {
  checkNames('form', options, FORM);
  checkImage(options);
  checkName('origin', options.origin, originNames);
  checkName('stagger', options.stagger, staggerNames);
  checkName('easing', options.easing, easingNames);
}

export function checkDissolve(options: DissolveOptions): void {
  checkNames('dissolve', options, DISSOLVE);
  const { style, point, direction } = options;
  checkName('dissolve style', style, dissolveStyles);
  if (point !== undefined) checkVector('point', point);
  if (direction !== undefined) checkVector('direction', direction);
  if (direction && Math.hypot(direction.x, direction.y, direction.z) === 0) {
    throw new RangeError('The direction has no length. Give a vector that points somewhere.');
  }
}

/** Of those that a GPU can square. */
const isModest = (value: unknown): boolean => typeof value === 'number' && Math.abs(value) <= 1e9;

export function checkSignal(signal: unknown): void {
  if (signal === undefined || signal instanceof AbortSignal) return;
  throw new TypeError(`The signal is ${String(signal)}. It takes an AbortSignal: controller.signal.`);
}

export function checkParameters(parameters: unknown): void {
  if (typeof parameters === 'object' && parameters !== null) return;
  throw new TypeError(
    `The parameters are ${String(parameters)}. Give an object, like { spring: 90 } or a preset of genesis-particles/presets.`,
  );
}

function checkNames(call: string, options: unknown, known: Readonly<Record<string, 1>>): void {
  if (typeof options !== 'object' || !options) {
    throw new TypeError(`The options are ${String(options)}. Give an object, like { duration: 2 }.`);
  }
  const wrong = Object.keys(options).find(name => !Object.hasOwn(known, name));
  if (wrong === undefined) return;
  throw new TypeError(`${call} has no option "${wrong}". There are ${Object.keys(known).join(', ')}.`);
}

/** A vector of three finite numbers. `what` is its name in a sentence. */
function checkVector(what: string, vector: unknown): void {
  const { x, y, z } = (vector ?? {}) as Partial<Vector3>;
  if ([x, y, z].every(isModest)) return;
  const given = typeof vector === 'object' && vector ? `(${x}, ${y}, ${z})` : String(vector);
  throw new TypeError(
    `The ${what} is ${given}. It must be a vector of three finite numbers, none above a billion.`,
  );
}

export function checkImpulse(point: Vector3, radius: number, strength: number): void {
  checkVector('point of the impulse', point);
  if (!(isModest(radius) && radius > 0)) {
    throw new RangeError(
      `The radius of the impulse is ${radius}. It must be a finite number above 0, at most a billion.`,
    );
  }
  if (!isModest(strength)) {
    throw new TypeError(
      `The strength of the impulse is ${strength}. It must be a finite number, within a billion.`,
    );
  }
}

export function checkField(field: Field | null): void {
  if (field === null) return;
  const { width, height, data } = (field ?? {}) as Partial<Field>;
  const isSide = (value: unknown): value is number => Number.isInteger(value) && (value as number) > 0;
  if (!isSide(width) || !isSide(height) || data?.length !== width * height) {
    throw new TypeError(
      `The field is ${width} × ${height} with ${data?.length} numbers. Give { width, height, data } with width × height ` +
        'numbers, row by row from the top, or null for none.',
    );
  }
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i])) continue;
    throw new RangeError(
      `Number ${i} of the field is ${data[i]}. All of them must be finite: 0 where nothing is wanted.`,
    );
  }
}

export function checkRay(ray: Ray | null): void {
  if (ray === null) return;
  if (!ray?.origin || !ray.direction) {
    throw new TypeError(`A pointer is given as a THREE.Ray, or null when it has left, not ${String(ray)}.`);
  }
  checkVector('origin of the ray', ray.origin);
  checkVector('direction of the ray', ray.direction);
}

/** Weights of the caller's own belong to the pixels of one image. */
export function checkWeights(weight: Weight, { width, height }: PixelImage): void {
  if (typeof weight === 'string' || weight.length === width * height) return;
  throw new RangeError(
    `There are ${weight.length} weights for an image of ${width} × ${height} pixels. Give one a pixel, ${width * height}.`,
  );
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
  if (typeof weight?.length !== 'number') {
    throw new TypeError(`The weight is ${String(weight)}. Give a name, or an array of numbers, one a pixel.`);
  }
  for (let i = 0; i < weight.length; i++) {
    if (!(weight[i]! >= 0 && weight[i]! < Number.POSITIVE_INFINITY)) {
      throw new RangeError(
        `The weight of pixel ${i} is ${weight[i]}. Weights are finite numbers of 0 or more.`,
      );
    }
  }
}

export function checkSize(size: number): number {
  if (Number.isFinite(size) && size > 0) return size;
  throw new RangeError(`The size is ${size}. It must be a number of world units above 0.`);
}

export function checkSeed(seed: number): number {
  if (Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff) return seed;
  throw new RangeError(`The seed is ${seed}. It must be a whole number from 0 to 4294967295.`);
}

export function checkSeconds(call: string, seconds: number, most = Number.MAX_VALUE): void {
  if (Number.isFinite(seconds) && seconds >= 0 && seconds <= most) return;
  const range = most < Number.MAX_VALUE ? `from 0 to ${most}` : '0 or more';
  throw new TypeError(`${call} was given ${seconds}. It takes a number of seconds, ${range}.`);
}
