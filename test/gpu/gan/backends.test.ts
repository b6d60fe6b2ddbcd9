import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activateBackend } from '../../../src/gan/backends/activate.ts';
import { probeBackends } from '../../../src/gan/backends/probe.ts';
import { resolveModel } from '../../../src/gan/networks/models.ts';
import { Adam } from '../../../src/gan/optimisers/Adam.ts';
import { updateByOperations } from '../../../src/gan/optimisers/updateByOperations.ts';
import { updateByShaders } from '../../../src/gan/optimisers/updateByShaders.ts';
import { Random } from '../../../src/gan/Random.ts';
import { resolveRecipe } from '../../../src/gan/recipes/resolveRecipe.ts';
import * as tf from '../../../src/gan/tf.ts';
import { AdversarialGame } from '../../../src/gan/training/AdversarialGame.ts';
import { tinyModel } from '../../unit/gan/fixtures.ts';

beforeAll(() => activateBackend('webgl'));
afterAll(() => tf.setBackend('cpu'));

it('the machine is seen for what it is', async () => {
  const facts = await probeBackends('auto');
  expect(facts.webgl).not.toBe('none');
  expect(facts.renderer).not.toBe('');
  expect(facts.fullFloat).toBe(true);
});

it('Adam in shaders agrees with Adam in operations, also at gradients that show a wrong epsilon', () => {
  const random = new Random(1, 'test');
  const start = random.normals(300);
  const gradients = Array.from({ length: 5 }, () => random.normals(300).map((g, i) => g * 10 ** -(i % 6)));
  const run = (update: typeof updateByShaders) => {
    const weight = tf.variable(tf.tensor2d(start, [20, 15]));
    const adam = new Adam([weight], { learningRate: 0.01, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 }, update);
    for (const gradient of gradients) {
      const tensor = tf.tensor2d(gradient, [20, 15]);
      adam.apply({ [weight.name]: tensor });
      tensor.dispose();
    }
    const values = weight.dataSync();
    adam.dispose();
    weight.dispose();
    return values;
  };
  const [shaders, operations] = [run(updateByShaders), run(updateByOperations)];
  shaders.forEach((value, index) => {
    expect(Math.abs(value - operations[index]!)).toBeLessThan(1e-5);
  });
});

describe('training on WebGL', () => {
  const real = Float32Array.from({ length: 32 * 16 }, (_, i) => (i % 4 < 2 ? 0.8 : -0.8));

  async function losses(backend: 'webgl' | 'cpu'): Promise<number[]> {
    await activateBackend(backend);
    const game = new AdversarialGame(
      resolveModel(tinyModel),
      16,
      resolveRecipe('stable', { batchSize: 32 }),
      1,
    );
    const all: number[] = [];
    for (let step = 0; step < 3; step++) {
      const batch = tf.tensor2d(real, [32, 16]);
      const pair = game.step(batch);
      all.push(...(await pair.data()));
      tf.dispose([batch, pair]);
    }
    game.dispose();
    return all;
  }

  it('gives the losses that the CPU gives', async () => {
    const [webgl, cpu] = [await losses('webgl'), await losses('cpu')];
    webgl.forEach((loss, index) => {
      expect(loss).toBeCloseTo(cpu[index]!, 3);
    });
    await activateBackend('webgl');
  });

  it('keeps no tensors over steps', async () => {
    const before = tf.memory().numTensors;
    const game = new AdversarialGame(
      resolveModel(tinyModel),
      16,
      resolveRecipe('stable', { batchSize: 32 }),
      1,
    );
    const counts: number[] = [];
    for (let step = 0; step < 6; step++) {
      const batch = tf.tensor2d(real, [32, 16]);
      game.step(batch).dispose();
      batch.dispose();
      counts.push(tf.memory().numTensors);
    }
    expect(new Set(counts).size).toBe(1);
    game.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
