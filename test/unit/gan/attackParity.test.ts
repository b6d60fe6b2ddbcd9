/**
 * The same weights give the same attacks and the same projections here and in PyTorch, whose results
 * `training/parity_attacks.py` has written down.
 */
import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { Ball } from '../../../src/gan/adversarial/Ball.ts';
import { differentiable, perturb } from '../../../src/gan/adversarial/perturb.ts';
import { activateBackend } from '../../../src/gan/backends/activate.ts';
import { Network } from '../../../src/gan/networks/Network.ts';
import { searchLatent } from '../../../src/gan/projection/searchLatent.ts';
import { Random } from '../../../src/gan/Random.ts';
import * as tf from '../../../src/gan/tf.ts';
import { readClassifierFile } from '../../../src/gan/weights/classifierFile.ts';
import { planGenerator, readGeneratorFile } from '../../../src/gan/weights/generatorFile.ts';
import { floatTensors, type NamedTensor, readSafetensors } from '../../../src/gan/weights/safetensors.ts';

const read = (path: string) => new Uint8Array(readFileSync(new URL(`../../../${path}`, import.meta.url)));
const toTensor = ({ values, shape }: NamedTensor) => tf.tensor(values, [...shape]);
const known = floatTensors(readSafetensors(read('test/unit/gan/fixtures/attacks.safetensors')).tensors);

/** The largest difference of two numbers. */
const apart = (found: tf.Tensor, name: string): number =>
  tf.tidy(() => tf.max(tf.abs(tf.sub(found, toTensor(known[name]!)))).dataSync()[0]!);

const ATTACKS = {
  'fgsm-linf': { ball: new Ball('linf', 0.2, [-1, 1]), steps: 1, targeted: false },
  'pgd-linf': { ball: new Ball('linf', 0.2, [-1, 1]), steps: 10, targeted: false },
  'pgd-l2': { ball: new Ball('l2', 2, [-1, 1]), steps: 10, targeted: false },
  'pgd-l2-targeted': { ball: new Ball('l2', 4, [-1, 1]), steps: 10, targeted: true },
};

describe('with the weights that ship', () => {
  beforeAll(() => activateBackend('wasm'));

  it('an attack changes images as PyTorch does', async () => {
    const file = readClassifierFile(read('models/digits-classifier.safetensors'));
    const network = Network.fromWeights(file.plans, file.weights);
    const victim = differentiable((images: tf.Tensor4D) => network.apply(images) as tf.Tensor2D);
    const images = toTensor(known.digits!) as tf.Tensor4D;
    const [labels, wanted] = [known.labels!, known.wanted!].map(
      each => tf.cast(toTensor(each), 'int32') as tf.Tensor1D,
    );
    expect(apart((await victim.judge(images, labels!)).slope, 'slope')).toBeLessThan(1e-3);
    for (const [name, { ball, steps, targeted }] of Object.entries(ATTACKS)) {
      const plan = { steps, restarts: 0, targeted };
      const changed = await perturb(
        victim,
        images,
        targeted ? wanted! : labels!,
        ball,
        plan,
        new Random(1, ''),
      );
      expect(apart(changed, name), name).toBeLessThan(1e-3);
      expect(apart(changed, 'digits'), 'it does something').toBeGreaterThan(0.1);
    }
    network.dispose();
  });

  it('a search finds the latent vectors that PyTorch finds', async () => {
    const file = readGeneratorFile(read('models/digits.safetensors'));
    const network = Network.fromWeights(planGenerator(file), file.weights);
    const range = {
      latentSize: file.latentSize,
      conditions: tf.eye(10) as tf.Tensor2D,
      generate: (latents: tf.Tensor2D, conditions: tf.Tensor2D | null) =>
        tf.reshape(network.apply(latents, conditions), [-1, ...file.imageShape]) as tf.Tensor4D,
    };
    const images = toTensor(known.digits!) as tf.Tensor4D;
    const plan = { restarts: 4, steps: 30 };
    const found = await searchLatent(range, images, plan, toTensor(known.candidates!) as tf.Tensor2D);
    expect(apart(found.classes, 'classes')).toBe(0);
    expect(apart(found.errors, 'errors')).toBeLessThan(1e-3);
    expect(apart(found.latents, 'latents')).toBeLessThan(1e-3);
    expect(apart(found.images, 'projected')).toBeLessThan(1e-3);
    network.dispose();
  });
});
