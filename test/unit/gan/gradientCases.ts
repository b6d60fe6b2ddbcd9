/**
 * Every kind of gradient that trains a network, on games small enough to compare it with central differences of the very
 * loss that it is the gradient of. Both come out of {@link AdversarialGame} as it trains: at a learning rate of 0 its
 * steps change no weight, and with β1 = 0 Adam's running mean m of the gradient is the gradient itself.
 */

import type { RealBatch } from '../../../src/gan/data/drawBatch.ts';
import type {
  Activation,
  LayerDescription,
  ModelDescription,
} from '../../../src/gan/networks/layers/LayerDescription.ts';
import type { ImageShape } from '../../../src/gan/networks/models.ts';
import { planModel } from '../../../src/gan/networks/planModel.ts';
import { readTensors, type StoredTensors, writeTensors } from '../../../src/gan/networks/storedTensors.ts';
import { OBJECTIVE_NAMES } from '../../../src/gan/objectives/names.ts';
import type { Penalty } from '../../../src/gan/penalties/Penalty.ts';
import { Random } from '../../../src/gan/Random.ts';
import { type RecipeOverrides, resolveRecipe } from '../../../src/gan/recipes/resolveRecipe.ts';
import { AUGMENTATIONS } from '../../../src/gan/stabilisers/augmentations.ts';
import * as tf from '../../../src/gan/tf.ts';
import { AdversarialGame } from '../../../src/gan/training/AdversarialGame.ts';
import { STEP_MEASURES } from '../../../src/gan/training/StepMeasures.ts';

interface TinyGame {
  readonly imageShape: ImageShape;
  readonly conditionSize: number;
  readonly model: ModelDescription;
}

export interface GradientCase extends TinyGame {
  readonly name: string;
  readonly recipe: RecipeOverrides;
  /** How far weights are moved, h. @default 0.01 */
  readonly distance?: number;
}

/** One tensor of weights moved along a direction of length 1: the same number found in two ways. */
export interface GradientComparison {
  /** Such as `discriminator.0.kernel`. */
  readonly weight: string;
  /** ⟨gradient, direction⟩ */
  readonly slope: number;
  /** (L(w + h · direction) − L(w − h · direction)) / 2h */
  readonly difference: number;
  /** By how much they may differ. */
  readonly tolerance: number;
}

const BATCH = 5;
const SEED = 3;
/** Long enough to stand out from the rounding of 32-bit numbers, short enough for the third derivative not to. */
const SMOOTH = 1e-2;
/** So short that hardly a unit flips. */
const KINKED = 1e-3;
const RELATIVE_TOLERANCE = 0.01;
/** Of the losses, which are about as large as 1 + the length of their gradient; ± h apart, divided by 2h. */
const ROUNDING = 2e-7;
/** After so many rounds of the power method σ is the largest singular value, and its gradient uᵀ dW v is exact. */
const REFINEMENTS = 60;

/**
 * Of all weights of both networks: each tensor for itself or, which takes fewer steps, those of a network together, along
 * one direction for all of them.
 */
export async function compareGradients(
  tried: GradientCase,
  { together = false } = {},
): Promise<GradientComparison[]> {
  const { imageShape, conditionSize, recipe, model, distance: h = SMOOTH } = tried;
  const plan = planModel(model, imageShape, conditionSize);
  const still = { ...resolveRecipe('article', { beta1: 0, ...recipe }), learningRate: 0 };
  const game = new AdversarialGame(plan, still, SEED);
  const batch = drawRealBatch(tried);
  try {
    await enliven(game);
    for (let round = 0; recipe.spectralNorm && round < REFINEMENTS; round++)
      game.turn('discriminator', batch);
    const [counters, start] = [game.counters, await readTensors(game.tensors)];
    /** One step from the same point with the same random numbers, apart from weights that were moved. */
    const stepFrom = async (
      moved: StoredTensors,
    ): Promise<(name: (typeof STEP_MEASURES)[number]) => number> => {
      writeTensors(game.tensors, { ...start, ...moved });
      game.counters = counters;
      const measures = game.step([batch]);
      const values = await measures.data().finally(() => measures.dispose());
      return name => values[STEP_MEASURES.indexOf(name)]!;
    };
    const measured = await stepFrom({});
    const gradients = await readTensors(game.tensors);
    const comparisons: GradientComparison[] = [];
    const random = new Random(SEED, 'directions');
    for (const player of ['discriminator', 'generator'] as const) {
      const length = measured(`${player}Gradient`);
      const names = Object.keys(game[player].named).map(name => `${player}.${name}`);
      const slopes = names.map((_, index) => gradients[`${player}Adam.m.${index}`]!.values);
      const groups = together ? [names.map((_, index) => index)] : names.map((_, index) => [index]);
      for (const group of groups) {
        const gradient = joined(group.map(index => slopes[index]!));
        const direction = drawDirection(gradient, random);
        const lossAt = async (distance: number) => {
          let at = 0;
          const moved = group.map(index => {
            const name = names[index]!;
            const { values, shape } = start[name]!;
            const shifted = values.map((value, i) => value + distance * direction[at + i]!);
            at += values.length;
            return [name, { shape, values: shifted }] as const;
          });
          return (await stepFrom(Object.fromEntries(moved)))(`${player}Loss`);
        };
        const difference = ((await lossAt(h)) - (await lossAt(-h))) / (2 * h);
        const slope = dot(gradient, direction);
        const tolerance = RELATIVE_TOLERANCE * Math.abs(slope) + (ROUNDING / h) * (1 + length);
        const weight = group.map(index => names[index]).join(', ');
        comparisons.push({ weight, slope, difference, tolerance });
      }
    }
    return comparisons;
  } finally {
    game.dispose();
    tf.dispose([batch.images, batch.condition ?? []]);
  }
}

/** Half towards the gradient, so that there is a slope to be seen, half anywhere, so that nothing that it lacks is overlooked. */
function drawDirection(gradient: Float32Array, random: Random): Float32Array {
  const [uphill, anywhere] = [unit(gradient), unit(random.normals(gradient.length))];
  return unit(anywhere.map((value, i) => value + uphill[i]!));
}

function joined(parts: readonly Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap(part => [...part]));
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map(value => (length > 0 ? value / length : 0));
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** First weights leave a discriminator near 0, where much is linear: larger ones do not. */
async function enliven(game: AdversarialGame): Promise<void> {
  for (const { named } of [game.generator, game.discriminator]) {
    writeTensors(named, scaled(await readTensors(named), 2));
  }
}

function scaled(tensors: StoredTensors, factor: number): StoredTensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { shape, values }]) => [
      name,
      { shape, values: values.map(value => value * factor) },
    ]),
  );
}

/** Any images and conditions will do. */
function drawRealBatch({ imageShape, conditionSize }: TinyGame): RealBatch {
  const random = new Random(SEED, 'real images');
  const size = imageShape.reduce((product, side) => product * side, BATCH);
  const images = tf.tensor4d(
    random.normals(size).map(value => Math.tanh(value)),
    [BATCH, ...imageShape],
  );
  if (conditionSize === 0) return { images, condition: null };
  const condition = new Float32Array(BATCH * conditionSize);
  for (let image = 0; image < BATCH; image++)
    condition[image * conditionSize + random.below(conditionSize)] = 1;
  return { images, condition: tf.tensor2d(condition, [BATCH, conditionSize]) };
}

/** Up to 200 parameters a network. */
function denseGame(activation: Activation, imageShape: ImageShape = [4, 4, 1], conditionSize = 0): TinyGame {
  const values = imageShape[0] * imageShape[1] * imageShape[2];
  const units = Math.max(2, Math.floor(100 / values));
  const conditional = conditionSize > 0;
  return {
    imageShape,
    conditionSize,
    model: {
      latentSize: 3,
      generator: [
        ...(conditional ? ([{ type: 'condition' }] as const) : []),
        { type: 'dense', units, activation },
        { type: 'dense', units: values, activation: 'tanh' },
      ],
      discriminator: [
        { type: 'dense', units, activation },
        { type: 'dense', units: 4, activation },
        end(conditional),
      ],
    },
  };
}

/** All kinds of layers, and every stride. */
function convGame(activation: Activation, channels = 2, conditionSize = 0): TinyGame {
  const conditional = conditionSize > 0;
  return {
    imageShape: [4, 4, channels],
    conditionSize,
    model: {
      latentSize: 3,
      generator: [
        ...(conditional ? ([{ type: 'condition' }] as const) : []),
        { type: 'dense', units: 8, activation },
        { type: 'reshape', shape: [2, 2, 2] },
        { type: 'conv-transpose', filters: 2, kernelSize: 4, activation },
        { type: 'conv', filters: channels, kernelSize: 3, activation: 'tanh' },
      ],
      discriminator: [
        { type: 'conv', filters: 2, kernelSize: 3, activation },
        { type: 'conv', filters: 2, kernelSize: 4, stride: 2, activation },
        { type: 'dense', units: 4, activation },
        end(conditional),
      ],
    },
  };
}

function end(conditional: boolean): LayerDescription {
  return conditional ? { type: 'projection' } : { type: 'dense', units: 1 };
}

const CONDITION = 3;

/** Through smooth activations: |∇D|² jumps where a (leaky) ReLU flips, which no derivative shows. */
const SMOOTH_GAMES: readonly [string, TinyGame][] = [
  ['dense, tanh', denseGame('tanh')],
  ['conv, conditional, tanh', convGame('tanh', 2, CONDITION)],
  ['dense, softplus', denseGame('softplus')],
  ['conv, softplus', convGame('softplus')],
];

/** Heavy, so that its gradient counts beside that of the objective. */
const GAMMA = 3;

function penaltyCases(penalty: Partial<Penalty>, games: readonly [string, TinyGame][]): GradientCase[] {
  const full = { kind: 'r1+r2', method: 'exact', sigma: 0.1, ...penalty, gamma: GAMMA } as const;
  return games.map(([net, game]) => ({
    ...game,
    name: `penalty ${full.kind}, ${full.method} (${net})`,
    recipe: { objective: 'relativistic', penalty: full },
  }));
}

const OBJECTIVES: readonly GradientCase[] = [
  ...OBJECTIVE_NAMES.map(objective => ({ ...denseGame('tanh'), name: objective, recipe: { objective } })),
  {
    ...denseGame('tanh'),
    name: 'an objective of one’s own',
    recipe: {
      objective: {
        discriminatorLoss: (real, fake) => tf.mean(tf.square(tf.sub(real, tf.add(fake, 1)))),
        generatorLoss: fake => tf.mean(tf.square(tf.sub(fake, 2))),
      },
    },
  },
  ...(['non-saturating', 'least-squares', 'relativistic'] as const).map(objective => ({
    ...denseGame('tanh'),
    name: `label smoothing, ${objective}`,
    recipe: { objective, labelSmoothing: 0.2 },
  })),
];

const NETWORKS: readonly GradientCase[] = [
  { ...convGame('softplus'), name: 'convolutions', recipe: {} },
  { ...denseGame('tanh', [4, 4, 1], CONDITION), name: 'condition and projection (dense)', recipe: {} },
  { ...convGame('softplus', 2, CONDITION), name: 'condition and projection (conv)', recipe: {} },
  { ...denseGame('relu'), name: 'ReLUs', recipe: {}, distance: KINKED },
  { ...denseGame('leaky-relu'), name: 'leaky ReLUs (dense)', recipe: {}, distance: KINKED },
  { ...convGame('leaky-relu'), name: 'leaky ReLUs (conv)', recipe: {}, distance: KINKED },
];

const PENALTIES: readonly GradientCase[] = [
  ...(['r1', 'r2'] as const).flatMap(kind => [
    ...penaltyCases({ kind }, SMOOTH_GAMES.slice(0, 2)),
    ...penaltyCases({ kind, method: 'finite-difference' }, SMOOTH_GAMES.slice(1, 2)),
  ]),
  ...penaltyCases({ kind: 'r1+r2' }, SMOOTH_GAMES),
  ...penaltyCases({ kind: 'r1+r2', method: 'finite-difference' }, SMOOTH_GAMES.slice(1, 3)),
  ...penaltyCases({ kind: 'gradient-penalty' }, SMOOTH_GAMES),
  // From this point and over so short a way, no unit of these flips.
  ...penaltyCases({}, [
    ['dense, leaky ReLUs', denseGame('leaky-relu')],
    ['conv, leaky ReLUs', convGame('leaky-relu')],
  ]).map(each => ({ ...each, distance: KINKED })),
];

const STABILISERS: readonly GradientCase[] = [
  { ...denseGame('tanh'), name: 'spectral norm (dense)', recipe: { spectralNorm: true } },
  { ...convGame('softplus', 2, CONDITION), name: 'spectral norm (conv)', recipe: { spectralNorm: true } },
  {
    ...convGame('softplus'),
    name: 'spectral norm with r1+r2 (conv)',
    recipe: { spectralNorm: true, penalty: { gamma: GAMMA, method: 'exact' } },
  },
  ...AUGMENTATIONS.map(kind => ({
    ...denseGame('tanh', [4, 4, 3]),
    name: `augment ${kind} (RGB)`,
    recipe: { augment: [kind] },
  })),
  {
    ...convGame('softplus', 4),
    name: 'all augmentations with r1+r2 (RGBA)',
    recipe: { augment: AUGMENTATIONS, penalty: { gamma: GAMMA, method: 'exact' } },
  },
  { ...denseGame('tanh'), name: 'instance noise', recipe: { instanceNoise: 0.3 } },
  {
    ...denseGame('tanh'),
    name: 'instance noise with r1+r2',
    recipe: { instanceNoise: 0.3, penalty: { gamma: GAMMA, sigma: 0.1 } },
  },
  ...(['non-saturating', 'relativistic'] as const).map(objective => ({
    ...convGame('softplus', 2, CONDITION),
    name: `feature matching, ${objective}`,
    recipe: { objective, featureMatching: 2 },
  })),
  ...SMOOTH_GAMES.slice(0, 2).map(([net, game]) => ({
    ...game,
    name: `smoothness (${net})`,
    recipe: { smoothness: 2 },
  })),
  {
    ...convGame('tanh', 4, CONDITION),
    name: 'everything at once',
    recipe: {
      objective: 'relativistic',
      penalty: { gamma: GAMMA, method: 'exact' },
      spectralNorm: true,
      augment: AUGMENTATIONS,
      labelSmoothing: 0.1,
      instanceNoise: 0.1,
      featureMatching: 1,
      smoothness: 1,
    },
  },
];

export const GRADIENT_CASES: readonly GradientCase[] = [
  ...OBJECTIVES,
  ...NETWORKS,
  ...PENALTIES,
  ...STABILISERS,
];
