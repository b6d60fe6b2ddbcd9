/**
 * Conditions of any kind: whether what was asked for is met. Classes, nine attributes of a portrait, two numbers of a digit
 * and structure that decoders enforce, all from the weights that ship, by the browser's own code.
 *
 * Classes and attributes are judged by a classifier, which errs as well: beside its agreement with what was asked stands how
 * often it is right of real images that it has not learnt from, and what chance would meet: its agreement with what another
 * sample was asked for. Numbers are measured on the picture (`training/measureStrokes.ts`).
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-wasm';
import {
  type Attribute,
  type Classifier,
  type Decoder,
  type Generator,
  loadClassifier,
  loadGenerator,
  type PixelImage,
  type RangeAttribute,
} from '../../src/gan/index.ts';
import { Random } from '../../src/gan/Random.ts';
import { measureStrokes } from '../../training/measureStrokes.ts';
import { shareThatMeets } from './meets.ts';
import type { Table } from './Table.ts';

const [SAMPLES, FEW] = [1000, 100];
const SEED = 1;

/** Shares of samples. */
interface Agreement {
  /** Whose value is what was asked for. */
  readonly met: number;
  /** Whose value is what another sample was asked for; of decoders: that meet the structure without one. */
  readonly chance: number;
  /** Of real test images: whose value the judge tells right. */
  readonly judge?: number;
}

/** A number that was asked for and measured, in its own unit. */
interface Precision {
  readonly unit: string;
  /** Pearson's, of asked and measured. */
  readonly correlation: number;
  /** Mean of |measured − asked|. */
  readonly error: number;
  /** The same where another sample was asked for that. */
  readonly chance: number;
  /** By fifths of the range: mean and standard deviation of what was measured, where so much was asked for. */
  readonly curve: readonly { readonly asked: number; readonly mean: number; readonly spread: number }[];
}

interface Measured {
  readonly samples: number;
  readonly classes: Readonly<Record<string, Agreement>>;
  readonly numbers: Readonly<Record<string, Precision>>;
  readonly structure: Readonly<Record<string, Agreement>>;
}

export const conditions = {
  async measure() {
    return {
      command: 'npm run table -- conditions',
      seed: SEED,
      date: new Date().toISOString().slice(0, 10),
      weights: Object.fromEntries(used.map(path => [path, sha256(path)])),
      ...(await measureConditions(SAMPLES)),
    };
  },
  async quick() {
    const { samples, classes, numbers, structure } = await measureConditions(FEW);
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(9);
    console.log(`Of ${samples} samples each; beside it, what chance would meet.`);
    for (const [name, { met, chance }] of Object.entries({ ...classes, ...structure })) {
      console.log(`${name.padEnd(24)}${percent(met)}${percent(chance)}`);
    }
    for (const [name, { unit, correlation, error, chance }] of Object.entries(numbers)) {
      const [off, by] = [error, chance].map(each => `${each.toFixed(2)} ${unit}`);
      console.log(`${name.padEnd(24)} off by ${off}, by chance ${by}; correlation ${correlation.toFixed(3)}`);
    }
  },
  chart({ numbers }: Measured) {
    return {
      title: 'Digits as bold and as slanted as was asked for',
      x: 'asked for, % of the range',
      y: 'measured, % of the range',
      lines: [
        ...Object.entries(numbers).map(([name, { curve }]) => ({
          name,
          points: curve.map(({ asked, mean, spread }) => ({ x: asked, y: mean, spread })),
        })),
        { name: 'exactly', points: FIFTHS.map(x => ({ x, y: x })) },
      ],
    };
  },
} satisfies Table;

const FIFTHS = [10, 30, 50, 70, 90];
const used = [
  'models/digits.safetensors',
  'models/digits-shaped.safetensors',
  'models/portraits.safetensors',
  'models/digits-classifier-2.safetensors',
  'models/portraits-classifier.safetensors',
] as const;

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

export async function measureConditions(count: number): Promise<Measured> {
  const options = { worker: false, backend: 'wasm' } as const;
  const [digitsFile, shapedFile, portraitsFile, digitsJudge, portraitsJudge] = used.map(
    path => new Uint8Array(readFileSync(path)),
  );
  const [digits, shaped, portraits] = [
    await loadGenerator(digitsFile!, options),
    await loadGenerator(shapedFile!, options),
    await loadGenerator(portraitsFile!, options),
  ];
  const [readsDigits, readsPortraits] = [
    await loadClassifier(digitsJudge!, options),
    await loadClassifier(portraitsJudge!, options),
  ];
  try {
    const [plain, formed, faces] = [
      await ask(digits, count),
      await ask(shaped, count),
      await ask(portraits, count),
    ];
    return {
      samples: count,
      classes: {
        digit: (await agreementsOf(plain, readsDigits, { label: 'label' })).label!,
        'digit, beside two numbers': (await agreementsOf(formed, readsDigits, { label: 'digit' })).label!,
        ...(await agreementsOf(faces, readsPortraits)),
      },
      numbers: Object.fromEntries(
        shaped.attributes!.filter(isRange).map(range => [range.name, precisionOf(formed, range)]),
      ),
      structure: await structureOf(portraits, count),
    };
  } finally {
    for (const each of [digits, shaped, portraits, readsDigits, readsPortraits]) each.dispose();
  }
}

const isRange = (attribute: Attribute): attribute is RangeAttribute => 'from' in attribute;

interface Asked {
  readonly wishes: readonly Readonly<Record<string, string | number>>[];
  readonly images: readonly PixelImage[];
}

/** Images of as many seeds, each asked for something at random in everything that can be asked for. */
async function ask(generator: Generator, count: number): Promise<Asked> {
  const random = new Random(SEED, 'what is asked for');
  const wishes = Array.from({ length: count }, () =>
    Object.fromEntries(generator.attributes!.map(attribute => [attribute.name, draw(attribute, random)])),
  );
  const images: PixelImage[] = [];
  for (const [k, attributes] of wishes.entries()) {
    images.push(await generator.sample({ seed: SEED + k, attributes }));
  }
  return { wishes, images };
}

function draw(attribute: Attribute, random: Random): string | number {
  if (isRange(attribute)) return attribute.from + random.uniform() * (attribute.to - attribute.from);
  return attribute.values[random.below(attribute.values.length)]!;
}

/** @param called what the judge's attributes are called in the wishes, where that is something else */
async function agreementsOf(
  { wishes, images }: Asked,
  judge: Classifier,
  called: Readonly<Record<string, string>> = {},
): Promise<Record<string, Agreement>> {
  const seen: Readonly<Record<string, string>>[] = [];
  for (let start = 0; start < images.length; start += 250) {
    const verdicts = await judge.classify(images.slice(start, start + 250));
    seen.push(...verdicts.map(({ values }) => values));
  }
  const accuracy = JSON.parse(judge.metadata.accuracy!);
  const agreements = judge.attributes.map(({ name }) => {
    const wished = (k: number) => wishes[k % wishes.length]![called[name] ?? name];
    const share = (aside: number) => seen.filter((each, k) => each[name] === wished(k + aside)).length;
    const count = images.length;
    return [name, { met: share(0) / count, chance: share(1) / count, judge: accuracy[name] }] as const;
  });
  return Object.fromEntries(agreements);
}

function precisionOf({ wishes, images }: Asked, { name, from, to, unit = '' }: RangeAttribute): Precision {
  const asked = wishes.map(wish => wish[name] as number);
  const measured = images.map(
    image => measureStrokes(inkOf(image), image.width)[name as 'thickness' | 'slant'],
  );
  const apart = (aside: number) =>
    meanOf(measured.map((value, k) => Math.abs(value - asked[(k + aside) % asked.length]!)));
  const percent = (value: number) => (100 * (value - from)) / (to - from);
  return {
    unit,
    correlation: correlationOf(asked, measured),
    error: apart(0),
    chance: apart(1),
    curve: FIFTHS.map(middle => {
      const among = measured.filter((_, k) => Math.abs(percent(asked[k]!) - middle) <= 10).map(percent);
      const mean = meanOf(among);
      return {
        asked: middle,
        mean,
        spread: Math.sqrt(meanOf(among.map(value => (value - mean) ** 2))),
      };
    }),
  };
}

const inkOf = ({ data }: PixelImage) => data.filter((_, i) => i % 4 === 0);

const meanOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

function correlationOf(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  const covariance = meanOf(a.map((value, k) => (value - meanA) * (b[k]! - meanB)));
  const variance = (values: readonly number[], mean: number) =>
    meanOf(values.map(value => (value - mean) ** 2));
  return covariance / Math.sqrt(variance(a, meanA) * variance(b, meanB));
}

/** Portraits behind each of the decoders, and the same ones without. */
async function structureOf(portraits: Generator, count: number): Promise<Record<string, Agreement>> {
  const plain = await portraits.sample({ seed: SEED, count });
  const structures: Record<string, Agreement> = {};
  for (const decoder of decoders()) {
    const images = await portraits.sample({ seed: SEED, count, enhance: [decoder] });
    structures[decoder.type] = {
      met: shareThatMeets(images, decoder),
      chance: shareThatMeets(plain, decoder),
    };
  }
  return structures;
}

function decoders(): Decoder[] {
  const side = 16;
  const mask = { width: side, height: side, data: new Uint8ClampedArray(4 * side * side) };
  for (let pixel = 0; pixel < side * side; pixel++) {
    const [x, y] = [(pixel % side) + 0.5, Math.floor(pixel / side) + 0.5];
    mask.data[4 * pixel + 3] = Math.hypot(x - side / 2, y - side / 2) < side / 2 ? 255 : 0;
  }
  return [
    { type: 'mirror', axis: 'vertical' },
    { type: 'palette', colours: ['#24503a', '#4d8046', '#97c14a', '#dcf0a0'] },
    { type: 'silhouette', mask },
  ];
}
