import { beforeAll, describe, expect, it } from 'vitest';
import type { LayerDescription } from '../../../src/gan/networks/layers/LayerDescription.ts';
import { planLayers } from '../../../src/gan/networks/layers/planLayers.ts';
import { drawWeights, Network } from '../../../src/gan/networks/Network.ts';
import { type Batch, type Discriminate, judge } from '../../../src/gan/penalties/judge.ts';
import type { Penalty } from '../../../src/gan/penalties/Penalty.ts';
import { Random } from '../../../src/gan/Random.ts';
import { NoisePool } from '../../../src/gan/stabilisers/NoisePool.ts';
import * as tf from '../../../src/gan/tf.ts';

beforeAll(() => tf.setBackend('cpu'));

const GAMMA = 0.3;
const METHODS = ['exact', 'finite-difference'] as const;

function penaltyOf(changes: Partial<Penalty>): Penalty {
  return { kind: 'r1+r2', gamma: GAMMA, method: 'exact', sigma: 0.01, ...changes };
}

/** Images of 1 × 2 grey pixels, real ones first, and their conditions. */
function batchOf(pixels: number[], condition: number[][] | null = null): Batch {
  return {
    images: tf.tensor4d(pixels, [pixels.length / 2, 1, 2, 1]),
    condition: condition && tf.tensor2d(condition),
  };
}

/** Every image, and every condition, so many times: averages out noise. */
function repeated({ images, condition }: Batch, times: number): Batch {
  const each = <T extends tf.Tensor>(rows: T) => {
    const [real, generated] = tf.split(rows, 2, 0) as [T, T];
    return tf.concat([...Array(times).fill(real), ...Array(times).fill(generated)], 0) as T;
  };
  return { images: each(images), condition: condition && each(condition) };
}

/** The penalty's mean over many draws of noise, and the logits of the last. */
function judgeOften(
  discriminate: Discriminate,
  batch: Batch,
  penalty: Penalty | null,
  draws = 1,
  share = 0.25,
) {
  let mean = 0;
  let logits: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const pool = new NoisePool(draw);
    tf.tidy(() => {
      const noise = { pool, uniforms: (count: number) => new Float32Array(count).fill(share) };
      const judgement = judge(discriminate, batch, penalty, noise);
      mean += (judgement.penalty?.dataSync()[0] ?? Number.NaN) / draws;
      logits = [...judgement.logits.dataSync()];
      expect(judgement.logits.shape).toEqual([batch.images.shape[0], 1]);
    });
    pool.dispose();
  }
  return { mean, logits };
}

/** w·x, whose gradient is w everywhere. */
function linear(...w: number[]): Discriminate {
  return images => tf.matMul(tf.reshape(images, [-1, 2]), tf.tensor2d(w, [2, 1])) as tf.Tensor2D;
}

/** ½|x|², whose gradient is x. */
const bowl: Discriminate = images => tf.mul(tf.sum(tf.square(tf.reshape(images, [-1, 2])), 1, true), 0.5);

describe.each(METHODS)('penalties by %s', method => {
  const [draws, times] = method === 'exact' ? [1, 1] : [20, 200];
  /** 1 where it is right; the mean of noise is off by some per cent. */
  const ratio = (found: number, expected: number) =>
    expect(found / expected).toBeCloseTo(1, method === 'exact' ? 5 : 1);
  // Squared lengths: real 25 and 1, generated 4 and 16.
  const batch = () => batchOf([3, 4, 0, 1, 2, 0, 0, -4]);

  it('are gamma/2 E|∇D|² for each side', () => {
    const find = (kind: Penalty['kind'], of: Discriminate) =>
      judgeOften(of, repeated(batch(), times), penaltyOf({ kind, method }), draws).mean;
    ratio(find('r1', linear(3, 4)), (GAMMA / 2) * 25);
    ratio(find('r2', linear(3, 4)), (GAMMA / 2) * 25);
    ratio(find('r1+r2', linear(3, 4)), GAMMA * 25);
    ratio(find('r1', bowl), (GAMMA / 2) * 13);
    ratio(find('r2', bowl), (GAMMA / 2) * 10);
    ratio(find('r1+r2', bowl), (GAMMA / 2) * 23);
  });

  it('look at real images only (r1), or at generated ones only (r2)', () => {
    const find = (kind: Penalty['kind'], pixels: number[]) =>
      judgeOften(bowl, batchOf(pixels), penaltyOf({ kind, method })).mean;
    expect(find('r1', [1, 2, 7, 8])).toBeCloseTo(find('r1', [1, 2, -5, 3]), 2);
    expect(find('r2', [1, 2, 7, 8])).toBeCloseTo(find('r2', [-5, 3, 7, 8]), 2);
    expect(find('r1', [1, 2, 7, 8])).not.toBeCloseTo(find('r1', [5, 2, 7, 8]), 0);
    expect(find('r2', [1, 2, 7, 8])).not.toBeCloseTo(find('r2', [1, 2, 9, 8]), 0);
  });

  it('ask for each image under its own condition', () => {
    // D(x, y) = (y · [1, 2, 3, 4]) (x₁ + x₂): |∇D|² = 2, 8, 18 or 32, by the condition.
    const conditional: Discriminate = (images, condition) =>
      tf.mul(
        tf.sum(tf.reshape(images, [-1, 2]), 1, true),
        tf.matMul(condition!, tf.tensor2d([1, 2, 3, 4], [4, 1])),
      );
    const conditions = [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ];
    const batch = batchOf([1, 0, 1, 0, 1, 0, 1, 0], conditions);
    const find = (kind: Penalty['kind']) => {
      const penalty = penaltyOf({ kind, method });
      expect(judgeOften(conditional, batch, penalty).logits).toEqual([1, 2, 3, 4]);
      return judgeOften(conditional, repeated(batch, times), penalty, draws).mean;
    };
    ratio(find('r1'), (GAMMA / 2) * 5);
    ratio(find('r2'), (GAMMA / 2) * 25);
    ratio(find('r1+r2'), (GAMMA / 2) * 30);
  });

  it('leave the logits those of the images themselves', () => {
    for (const kind of ['r1', 'r2', 'r1+r2'] as const) {
      expect(judgeOften(bowl, batch(), penaltyOf({ kind, method })).logits).toEqual([12.5, 0.5, 2, 8]);
    }
  });
});

describe('exact penalty and finite differences', () => {
  const dense: LayerDescription[] = [
    { type: 'dense', units: 6, activation: 'tanh' },
    { type: 'dense', units: 1 },
  ];
  const conv: LayerDescription[] = [
    { type: 'conv', filters: 3, kernelSize: 3, activation: 'softplus' },
    { type: 'conv', filters: 4, kernelSize: 4, stride: 2, activation: 'tanh' },
    { type: 'dense', units: 1 },
  ];

  it.each([
    ['dense', dense],
    ['conv', conv],
  ])('agree on average: %s', (_, layers) => {
    const plans = planLayers('discriminator', { shape: [4, 4, 2], conditionSize: 0 }, layers);
    const network = Network.fromWeights(plans, drawWeights(plans, new Random(4, 'discriminator')));
    const discriminate: Discriminate = images => network.apply(images) as tf.Tensor2D;
    const images = tf.tensor4d(new Random(5, 'images').normals(16 * 32), [16, 4, 4, 2]);
    for (const kind of ['r1', 'r2', 'r1+r2'] as const) {
      const batch = { images, condition: null };
      const exact = judgeOften(discriminate, batch, penaltyOf({ kind })).mean;
      const finite = judgeOften(
        discriminate,
        repeated(batch, 20),
        penaltyOf({ kind, method: 'finite-difference' }),
        60,
      ).mean;
      expect(exact).toBeGreaterThan(1e-4);
      expect(Math.abs(finite / exact - 1)).toBeLessThan(0.03);
    }
    tf.dispose(images);
    network.dispose();
  });

  it('does not depend on sigma where slopes are constant', () => {
    const find = (sigma: number) =>
      judgeOften(linear(3, 4), batchOf([1, 2, 3, 4]), penaltyOf({ method: 'finite-difference', sigma })).mean;
    expect(find(0.1) / find(0.02)).toBeCloseTo(1, 3);
  });
});

describe('the gradient penalty', () => {
  const penalty = penaltyOf({ kind: 'gradient-penalty' });

  it('is 0 where the slope is 1, and gamma E(|∇D| − 1)² elsewhere', () => {
    const find = (discriminate: Discriminate) =>
      judgeOften(discriminate, batchOf([3, 4, 1, 1]), penalty).mean;
    expect(find(linear(0.6, 0.8))).toBeCloseTo(0, 8);
    expect(find(linear(3, 4))).toBeCloseTo(GAMMA * 16, 4);
    expect(find(linear(0.3, 0.4))).toBeCloseTo(GAMMA * 0.25, 5);
  });

  it('is taken between a real and a generated image, the same for no other pair', () => {
    // A quarter of the way from [4, 0] to [8, 0], and from [0, -2] to [0, 2]: slopes 5 and 1, so 4² and 0.
    const batch = batchOf([8, 0, 0, 2, 4, 0, 0, -2]);
    expect(judgeOften(bowl, batch, penalty, 1, 0.25).mean).toBeCloseTo((GAMMA * 16) / 2, 4);
    expect(judgeOften(bowl, batch, penalty, 1, 0).mean).toBeCloseTo((GAMMA * (9 + 1)) / 2, 4);
    expect(judgeOften(bowl, batch, penalty, 1, 1).mean).toBeCloseTo((GAMMA * (49 + 1)) / 2, 4);
    expect(judgeOften(bowl, batch, penalty).logits).toEqual([32, 2, 8, 2]);
  });

  it('has a gradient where a dead discriminator has no slope at all', () => {
    const w = tf.variable(tf.zeros([2, 1]));
    const noise = { pool: new NoisePool(1), uniforms: (count: number) => new Float32Array(count) };
    const { value, grads } = tf.variableGrads(() => {
      const dead: Discriminate = images => tf.matMul(tf.reshape(images, [-1, 2]), w) as tf.Tensor2D;
      return judge(dead, batchOf([1, 2, 3, 4]), penalty, noise).penalty!;
    }, [w]);
    expect(value.dataSync()[0]).toBeCloseTo(GAMMA, 4);
    expect([...grads[w.name]!.dataSync()]).toEqual([0, 0]);
    tf.dispose(w);
  });
});

it('without a penalty there are logits alone', () => {
  const { logits, mean } = judgeOften(linear(3, 4), batchOf([1, 0, 0, 1]), null);
  expect(logits).toEqual([3, 4]);
  expect(mean).toBeNaN();
});
