import { beforeAll, describe, expect, it } from 'vitest';
import { OBJECTIVES } from '../../../src/gan/objectives/index.ts';
import { OBJECTIVE_NAMES, type ObjectiveName } from '../../../src/gan/objectives/names.ts';
import * as tf from '../../../src/gan/tf.ts';

beforeAll(() => tf.setBackend('cpu'));

const column = (values: number[]) => tf.tensor2d(values, [values.length, 1]);
const value = (scalar: tf.Tensor) => scalar.dataSync()[0]!;
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

it('all objectives with a name are there', () => {
  expect(Object.keys(OBJECTIVES)).toEqual(OBJECTIVE_NAMES);
});

describe('losses worked out by hand', () => {
  // Logits 0 and ln 3 mean probabilities 1/2 and 3/4.
  const real = () => column([0, Math.log(3)]);
  const fake = () => column([Math.log(3), 0]);

  it('of cross-entropies', () => {
    const { minimax, 'non-saturating': nonSaturating, relativistic } = OBJECTIVES;
    // -(ln 1/2 + ln 3/4)/2 for real images, -(ln 1/4 + ln 1/2)/2 for generated ones.
    const discriminator = -(Math.log(1 / 2) + Math.log(3 / 4)) / 2 - (Math.log(1 / 4) + Math.log(1 / 2)) / 2;
    expect(value(minimax.discriminatorLoss(real(), fake(), 1))).toBeCloseTo(discriminator, 6);
    expect(value(nonSaturating.discriminatorLoss(real(), fake(), 1))).toBeCloseTo(discriminator, 6);
    expect(value(minimax.generatorLoss(fake(), null))).toBeCloseTo(
      (Math.log(1 / 4) + Math.log(1 / 2)) / 2,
      6,
    );
    expect(value(nonSaturating.generatorLoss(fake(), null))).toBeCloseTo(
      -(Math.log(3 / 4) + Math.log(1 / 2)) / 2,
      6,
    );
    // Differences real - fake: -ln 3 and ln 3, probabilities 1/4 and 3/4; the same from the other side.
    const paired = -(Math.log(1 / 4) + Math.log(3 / 4)) / 2;
    expect(value(relativistic.discriminatorLoss(real(), fake(), 1))).toBeCloseTo(paired, 6);
    expect(value(relativistic.generatorLoss(fake(), real()))).toBeCloseTo(paired, 6);
    // Real images all 1 above generated ones: neither player sees the same from the other side.
    const [above, below] = [column([2, -1]), column([1, -2])];
    expect(value(relativistic.discriminatorLoss(above, below, 1))).toBeCloseTo(-Math.log(sigmoid(1)), 6);
    expect(value(relativistic.generatorLoss(below, above))).toBeCloseTo(-Math.log(sigmoid(-1)), 6);
  });

  it.each([
    // ½ ((0 - 1)² + (2 - 1)²)/2 + ½ (2² + 0.5²)/2, and ½ (3² + 0.5²)/2.
    ['least-squares', 1.5625, 2.3125],
    // (1 + 0)/2 + (0 + 1.5)/2, and -(-2 + 0.5)/2.
    ['hinge', 1.25, 0.75],
    // -1.5/2 - 2/2, and the same again.
    ['wasserstein', -1.75, 0.75],
  ] as const)('of %s', (name, discriminator, generator) => {
    const { discriminatorLoss, generatorLoss } = OBJECTIVES[name];
    expect(value(discriminatorLoss(column([0, 2]), column([-2, 0.5]), 1))).toBeCloseTo(discriminator, 6);
    expect(value(generatorLoss(column([-2, 0.5]), null))).toBeCloseTo(generator, 6);
  });

  it('with smoothed labels: real images are real with probability t, generated ones never', () => {
    const t = 0.9;
    const {
      minimax,
      'non-saturating': nonSaturating,
      'least-squares': leastSquares,
      relativistic,
    } = OBJECTIVES;
    // p = 1/2 and 3/4: -(t ln p + (1 - t) ln (1 - p)).
    const smoothed = (p: number) => -(t * Math.log(p) + (1 - t) * Math.log(1 - p));
    const generated = -(Math.log(1 / 4) + Math.log(1 / 2)) / 2;
    const expected = (smoothed(1 / 2) + smoothed(3 / 4)) / 2 + generated;
    expect(value(minimax.discriminatorLoss(real(), fake(), t))).toBeCloseTo(expected, 6);
    expect(value(nonSaturating.discriminatorLoss(real(), fake(), t))).toBeCloseTo(expected, 6);
    expect(value(relativistic.discriminatorLoss(real(), fake(), t))).toBeCloseTo(
      (smoothed(1 / 4) + smoothed(3 / 4)) / 2,
      6,
    );
    // ½ (0.9² + 1.1²)/2 + ½ (2² + 0.5²)/2
    expect(value(leastSquares.discriminatorLoss(column([0, 2]), column([-2, 0.5]), t))).toBeCloseTo(
      1.5675,
      6,
    );
  });

  it('with smoothed labels are least where the discriminator is as sure as it shall be', () => {
    for (const [name, logit] of [
      ['non-saturating', Math.log(9)],
      ['minimax', Math.log(9)],
      ['least-squares', 0.9],
    ] as const) {
      const slope = tf.grad(x => OBJECTIVES[name].discriminatorLoss(x as tf.Tensor2D, column([0]), 0.9));
      expect(value(slope(column([logit])))).toBeCloseTo(0, 6);
      expect(value(slope(column([logit + 1])))).toBeGreaterThan(0.01);
    }
  });
});

describe('losses', () => {
  it('stay finite where a sigmoid before a logarithm would not', () => {
    for (const { discriminatorLoss, generatorLoss } of Object.values(OBJECTIVES)) {
      for (const target of [1, 0.9]) {
        expect(value(discriminatorLoss(column([-200]), column([200]), target))).toBeGreaterThan(179);
        expect(Number.isFinite(value(discriminatorLoss(column([200]), column([-200]), target)))).toBe(true);
      }
      expect(Number.isFinite(value(generatorLoss(column([-200]), column([200]))))).toBe(true);
    }
  });

  it('tell a beaten non-saturating generator more than a minimax one', () => {
    const slope = (name: ObjectiveName) =>
      value(tf.grad(x => OBJECTIVES[name].generatorLoss(x as tf.Tensor2D, null))(column([-6])));
    expect(slope('non-saturating')).toBeCloseTo(-sigmoid(6), 5);
    expect(slope('minimax')).toBeCloseTo(-sigmoid(-6), 5);
  });

  it('of every generator fall as its images are taken for real, those of every discriminator the other way', () => {
    for (const { discriminatorLoss, generatorLoss } of Object.values(OBJECTIVES)) {
      const [low, high] = [column([-0.5]), column([0.5])];
      expect(value(generatorLoss(high, low))).toBeLessThan(value(generatorLoss(low, high)));
      expect(value(discriminatorLoss(high, low, 1))).toBeLessThan(value(discriminatorLoss(low, high, 1)));
    }
  });
});
