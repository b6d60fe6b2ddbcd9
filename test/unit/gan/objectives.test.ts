import { beforeAll, describe, expect, it } from 'vitest';
import { Network } from '../../../src/gan/networks/Network.ts';
import { gradientPenalty } from '../../../src/gan/objectives/gradientPenalty.ts';
import type { ObjectiveName } from '../../../src/gan/objectives/names.ts';
import { OBJECTIVES } from '../../../src/gan/objectives/Objective.ts';
import { Random } from '../../../src/gan/Random.ts';
import * as tf from '../../../src/gan/tf.ts';

beforeAll(() => tf.setBackend('cpu'));

const column = (values: number[]) => tf.tensor2d(values, [values.length, 1]);
const value = (scalar: tf.Tensor) => scalar.dataSync()[0]!;
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

describe('losses', () => {
  // Logits 0 and ln 3 mean probabilities 1/2 and 3/4.
  const real = () => column([0, Math.log(3)]);
  const fake = () => column([Math.log(3), 0]);

  it('are those worked out by hand', () => {
    const { minimax, 'non-saturating': nonSaturating, relativistic } = OBJECTIVES;
    // -(ln 1/2 + ln 3/4)/2 for real images, -(ln 1/4 + ln 1/2)/2 for generated ones.
    const discriminator = -(Math.log(1 / 2) + Math.log(3 / 4)) / 2 - (Math.log(1 / 4) + Math.log(1 / 2)) / 2;
    expect(value(minimax.discriminatorLoss(real(), fake()))).toBeCloseTo(discriminator, 6);
    expect(value(nonSaturating.discriminatorLoss(real(), fake()))).toBeCloseTo(discriminator, 6);
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
    expect(value(relativistic.discriminatorLoss(real(), fake()))).toBeCloseTo(paired, 6);
    expect(value(relativistic.generatorLoss(fake(), real()))).toBeCloseTo(paired, 6);
  });

  it('stay finite where a sigmoid before a logarithm would not', () => {
    for (const { discriminatorLoss, generatorLoss } of Object.values(OBJECTIVES)) {
      expect(value(discriminatorLoss(column([-200]), column([200])))).toBeGreaterThan(199);
      expect(Number.isFinite(value(generatorLoss(column([-200]), column([200]))))).toBe(true);
    }
  });

  it('tell a beaten non-saturating generator more than a minimax one', () => {
    const slope = (name: ObjectiveName) =>
      value(tf.grad(x => OBJECTIVES[name].generatorLoss(x as tf.Tensor2D, null))(column([-6])));
    expect(slope('non-saturating')).toBeCloseTo(-sigmoid(6), 5);
    expect(slope('minimax')).toBeCloseTo(-sigmoid(-6), 5);
  });
});

describe('gradients by the weights', () => {
  const layers = [
    { type: 'dense', units: 3, activation: 'softplus' },
    { type: 'dense', units: 1 },
  ] as const;
  const random = new Random(3, 'test');
  const seen = random.normals(8 * 4);
  const noise = random.normals(8 * 4).map(x => x * 0.5);
  const weights = {
    '0.kernel': { shape: [4, 3], values: random.normals(12) },
    '0.bias': { shape: [3], values: random.normals(3) },
    '1.kernel': { shape: [3, 1], values: random.normals(3) },
    '1.bias': { shape: [1], values: random.normals(1) },
  };

  const losses: Record<string, (network: Network) => tf.Scalar> = {
    penalty: network => {
      const clean = tf.tensor2d(seen, [8, 4]);
      return gradientPenalty(
        network.apply(clean),
        network.apply(tf.add(clean, tf.tensor2d(noise, [8, 4]))),
        0.5,
        0.5,
      );
    },
  };
  for (const [name, { discriminatorLoss, generatorLoss }] of Object.entries(OBJECTIVES)) {
    const rows = (logits: tf.Tensor2D, start: number) => tf.slice(logits, [start, 0], [4, 1]);
    const logits = (network: Network) => network.apply(tf.tensor2d(seen, [8, 4]));
    losses[`${name}, discriminator`] = network =>
      discriminatorLoss(rows(logits(network), 0), rows(logits(network), 4));
    losses[`${name}, generator`] = network =>
      generatorLoss(rows(logits(network), 4), rows(logits(network), 0));
  }

  it.each(Object.entries(losses))('%s: equal central differences', (_, loss) => {
    const network = Network.fromWeights(layers, weights);
    const { grads } = tf.variableGrads(() => loss(network), network.variables);
    const step = 1e-2;
    for (const variable of network.variables) {
      const gradient = grads[variable.name]!.dataSync();
      const values = variable.dataSync().slice();
      values.forEach((original, index) => {
        const lossAt = (moved: number) => {
          values[index] = moved;
          variable.assign(tf.tensor(values.slice(), variable.shape));
          return value(loss(network));
        };
        const difference = (lossAt(original + step) - lossAt(original - step)) / (2 * step);
        lossAt(original);
        expect(gradient[index]).toBeCloseTo(difference, 2);
      });
    }
    network.dispose();
  });
});

describe('the penalty by finite differences', () => {
  it('is gamma/2 (E|∇D(x)|² + E|∇D(G(z))|²) on average', () => {
    // D(x) = w·x has the gradient w everywhere: gamma/2 · 2 |w|² = 0.3 · 25.
    const w = tf.tensor2d([3, 4], [2, 1]);
    const random = new Random(5, 'noise');
    const [batch, sigma] = [4000, 0.01];
    const clean = tf.tensor2d(random.normals(2 * batch * 2), [2 * batch, 2]);
    const noisy = tf.add(
      clean,
      tf.tensor2d(
        random.normals(2 * batch * 2).map(x => x * sigma),
        [2 * batch, 2],
      ),
    ) as tf.Tensor2D;
    const penalty = value(gradientPenalty(tf.matMul(clean, w), tf.matMul(noisy, w), 0.3, sigma));
    expect(penalty / (0.3 * 25)).toBeCloseTo(1, 1);
  });
});
