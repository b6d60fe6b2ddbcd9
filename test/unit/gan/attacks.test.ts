/** Attacks on the classifiers that ship: their bounds, their strength, and what withstands them. Nothing is trained here. */
import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accuracyOf, attacked } from '../../../scripts/tables/accuracyUnder.ts';
import { readTestDigits } from '../../../scripts/tables/digits.ts';
import { adversary } from '../../../src/gan/adversarial/adversary.ts';
import { type AttackNorm, Ball } from '../../../src/gan/adversarial/Ball.ts';
import { differentiable } from '../../../src/gan/adversarial/perturb.ts';
import { activateBackend } from '../../../src/gan/backends/activate.ts';
import { chain } from '../../../src/gan/chain/ImageFunction.ts';
import { mirror } from '../../../src/gan/chain/mirror.ts';
import { ClassifierNetwork } from '../../../src/gan/evaluation/ClassifierNetwork.ts';
import { Random } from '../../../src/gan/Random.ts';
import * as tf from '../../../src/gan/tf.ts';

const open = (name: string) =>
  ClassifierNetwork.fromBytes(
    new Uint8Array(readFileSync(new URL(`../../../models/${name}.safetensors`, import.meta.url))),
  );

let plain: ClassifierNetwork;
let robust: ClassifierNetwork;
let images: tf.Tensor4D;
let labels: tf.Tensor1D;

beforeAll(async () => {
  await activateBackend('wasm');
  plain = open('digits-classifier');
  robust = open('digits-classifier-robust');
  ({ images, labels } = readTestDigits(200));
});
afterAll(async () => {
  plain.dispose();
  robust.dispose();
  tf.dispose([images, labels]);
  expect(tf.memory().numTensors).toBe(0);
  await tf.setBackend('cpu');
});

/** In pixels of [0, 1]. */
const ball = (norm: AttackNorm, epsilon: number) => new Ball(norm, 2 * epsilon, [-1, 1]);
const accuracyUnder = async (
  classifier: ClassifierNetwork,
  epsilon: number,
  steps: number,
  norm: AttackNorm = 'linf',
  count = 200,
) => {
  const plan = { steps, restarts: steps > 1 ? 1 : 0, targeted: false };
  const [some, its] = [tf.slice(images, 0, count), tf.slice(labels, 0, count)];
  const changed = await attacked(classifier, some, its, ball(norm, epsilon), plan);
  const accuracy = accuracyOf(classifier, changed, its);
  tf.dispose([some, its, changed]);
  return accuracy;
};

describe('an adversary', () => {
  const plan = { steps: 20, restarts: 1, targeted: false };
  const victim = () => differentiable((x: tf.Tensor4D) => plain.logits(x));
  const attack = () => ({ ball: ball('linf', 0.3), plan, random: new Random(1, 'where attacks begin') });
  const seen = (x: tf.Tensor4D) => tf.tidy(() => [...tf.argMax(plain.logits(x), 1).dataSync()]);

  it('takes its place in a chain, and asks the victim itself what images are', async () => {
    const few = tf.slice(images, 0, 20);
    const before = tf.memory().numTensors;
    const mirrored = await mirror({ type: 'mirror', axis: 'vertical' })(few);
    const changed = await chain(
      mirror({ type: 'mirror', axis: 'vertical' }),
      adversary(victim(), attack()),
    )(few);
    const [was, is] = [seen(mirrored), seen(changed)];
    expect(is.filter((label, index) => label === was[index]).length).toBeLessThanOrEqual(1);
    const apart = tf.tidy(() => tf.max(tf.abs(tf.sub(changed, mirrored))).dataSync()[0]!);
    expect(apart).toBeLessThanOrEqual(0.6 + 1e-6);
    tf.dispose([mirrored, changed]);
    expect(tf.memory().numTensors).toBe(before);
    few.dispose();
  });

  it('does the same where it is told so', async () => {
    const few = tf.slice(images, 0, 5);
    const its = tf.tidy(() => tf.argMax(plain.logits(few), 1) as tf.Tensor1D);
    const [asked, told] = [
      await adversary(victim(), attack())(few),
      await adversary(victim(), attack(), its)(few),
    ];
    expect(told.dataSync()).toEqual(asked.dataSync());
    expect(its.isDisposed).toBe(false);
    tf.dispose([few, its, asked, told]);
  });
});

describe('bounds', () => {
  it.each([
    ['linf', 0.1],
    ['linf', 0.3],
    ['l2', 1],
    ['l2', 3],
  ] as const)('%s %d is kept to 1e-6, and so are those of pixels', async (norm, epsilon) => {
    const few = tf.slice(images, 0, 20);
    const its = tf.slice(labels, 0, 20);
    for (const targeted of [false, true]) {
      const plan = { steps: 8, restarts: 2, targeted };
      const changed = await attacked(plain, few, its, ball(norm, epsilon), plan);
      const [after, before] = await Promise.all([changed.data(), few.data()]);
      const size = after.length / 20;
      let largest = 0;
      for (let image = 0; image < 20; image++) {
        let [most, squares] = [0, 0];
        for (let i = image * size; i < (image + 1) * size; i++) {
          const change = (after[i]! - before[i]!) / 2;
          most = Math.max(most, Math.abs(change));
          squares += change ** 2;
          expect(Math.abs(after[i]!)).toBeLessThanOrEqual(1);
        }
        largest = Math.max(largest, norm === 'linf' ? most : Math.sqrt(squares));
      }
      expect(largest).toBeLessThanOrEqual(epsilon + 1e-6);
      // Somebody went to the edge.
      expect(largest).toBeGreaterThan(0.95 * epsilon);
      changed.dispose();
    }
    tf.dispose([few, its]);
  });

  it('a ball draws points within itself, and projects points onto its edge', () => {
    tf.tidy(() => {
      const centre = tf.zeros([50, 3, 3, 1]) as tf.Tensor4D;
      for (const norm of ['linf', 'l2'] as const) {
        const small = new Ball(norm, 0.5, null);
        const size = (x: tf.Tensor) => {
          const rows = tf.reshape(x, [50, -1]);
          return (norm === 'linf' ? tf.max(tf.abs(rows), 1) : tf.norm(rows, 2, 1)).dataSync();
        };
        for (const drawn of size(small.draw(centre, new Random(1, norm)))) {
          expect(drawn).toBeLessThanOrEqual(0.5 + 1e-6);
          expect(drawn).toBeGreaterThan(0);
        }
        const far = tf.fill([50, 3, 3, 1], 4) as tf.Tensor4D;
        for (const projected of size(small.project(far, centre))) expect(projected).toBeCloseTo(0.5, 5);
      }
    });
  });
});

describe('on 200 fixed images', () => {
  it('accuracy falls with the bound, and hardly anything is left of the undefended at 0.3', async () => {
    const before = accuracyOf(plain, images, labels);
    expect(before).toBeGreaterThan(0.98);
    let last = before;
    for (const epsilon of [0.1, 0.2, 0.3]) {
      const accuracy = await accuracyUnder(plain, epsilon, 10);
      expect(accuracy).toBeLessThanOrEqual(last + 0.01);
      last = accuracy;
    }
    expect(last).toBeLessThanOrEqual(0.05);
  });

  it('more steps never help the defender', async () => {
    for (const classifier of [plain, robust]) {
      const [fgsm, pgd] = [
        await accuracyUnder(classifier, 0.1, 1, 'linf', 60),
        await accuracyUnder(classifier, 0.1, 8, 'linf', 60),
      ];
      expect(pgd).toBeLessThanOrEqual(fgsm + 0.01);
    }
  });

  it('finds what slopes hide: steps of one length would leave the hardened 94 of 100', async () => {
    expect(await accuracyUnder(robust, 3, 40, 'l2', 100)).toBeLessThanOrEqual(0.85);
  });

  it('the classifier trained against attacks withstands them, by far more than 20 points', async () => {
    const [undefended, defended] = [
      await accuracyUnder(plain, 0.2, 10),
      await accuracyUnder(robust, 0.2, 10),
    ];
    expect(defended).toBeGreaterThan(undefended + 0.2);
    expect(defended).toBeGreaterThan(0.8);
    expect(accuracyOf(robust, images, labels)).toBeGreaterThan(0.97);
    expect(await accuracyUnder(robust, 2, 8, 'l2')).toBeGreaterThan(
      (await accuracyUnder(plain, 2, 8, 'l2')) + 0.2,
    );
  });
});
