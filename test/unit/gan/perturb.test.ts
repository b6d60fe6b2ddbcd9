/** How an attack steps, at victims whose every answer is known. */
import { beforeAll, expect, it } from 'vitest';
import { Ball } from '../../../src/gan/adversarial/Ball.ts';
import { perturb, type Victim } from '../../../src/gan/adversarial/perturb.ts';
import { Random } from '../../../src/gan/Random.ts';
import * as tf from '../../../src/gan/tf.ts';

beforeAll(() => tf.setBackend('cpu'));

/** Its slope says always the same: up. It errs between `from` and `to` alone. */
const erringBetween = (from: number, to: number, seen: number[] = []): Victim<tf.Tensor2D> => ({
  async judge(points) {
    const at = points.dataSync()[0]!;
    seen.push(at);
    const margin = from < at && at < to ? -1 : 1;
    return { logits: tf.tensor2d([[margin, 0]]), slope: tf.onesLike(points) };
  },
});

async function attack(victim: Victim<tf.Tensor2D>, steps: number, radius = 1): Promise<number> {
  const before = tf.memory().numTensors;
  const [points, labels] = [tf.zeros([1, 1]) as tf.Tensor2D, tf.tensor1d([0], 'int32')];
  const ball = new Ball('linf', radius, null);
  const plan = { steps, restarts: 0, targeted: false };
  const found = await perturb(victim, points, labels, ball, plan, new Random(1, ''));
  const [at] = found.dataSync();
  tf.dispose([points, labels, found]);
  expect(tf.memory().numTensors).toBe(before);
  return at!;
}

it.each([1, 2, 4])('one step that may go as far as %d finds what lies nearer as well', async radius => {
  expect(await attack(erringBetween(0.2, 0.3), 1, radius)).toBe(0.25);
});

it('one step goes the whole length where only that succeeds', async () => {
  expect(await attack(erringBetween(0.9, 2), 1)).toBe(1);
});

it('many steps begin with one as long as the bound, and end with small ones', async () => {
  const seen: number[] = [];
  const victim: Victim<tf.Tensor2D> = {
    async judge(points) {
      seen.push(points.dataSync()[0]!);
      return { logits: tf.tensor2d([[1, 0]]), slope: tf.fill([1, 1], seen.length % 2 ? 1 : -1) };
    },
  };
  await attack(victim, 4);
  // Up by 1, down by 3/4, up by 1/2, down by 1/4.
  expect(seen).toEqual([0, 1, 0.25, 0.75, 0.5]);
});
