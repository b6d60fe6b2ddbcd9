import { afterEach, describe, expect, it } from 'vitest';
import { GanTrainer, type GanTrainerOptions, type StepDetail } from '../../../src/gan/index.ts';
import { readSafetensors, writeSafetensors } from '../../../src/gan/weights/safetensors.ts';
import { tinyImages, tinyModel, tinyOptions } from './fixtures.ts';

const trainers: GanTrainer[] = [];

function makeTrainer(overrides: Partial<GanTrainerOptions> = {}): GanTrainer {
  const trainer = new GanTrainer(tinyOptions({ preset: 'stable', ...overrides }));
  trainers.push(trainer);
  return trainer;
}

afterEach(() => {
  for (const trainer of trainers.splice(0)) trainer.dispose();
});

/** The next ten steps. */
async function tenSteps(trainer: GanTrainer): Promise<StepDetail[]> {
  const steps: StepDetail[] = [];
  const listen = ({ detail }: CustomEvent<StepDetail>) => steps.push(detail);
  trainer.addEventListener('step', listen);
  await trainer.train({ steps: 10 });
  trainer.removeEventListener('step', listen);
  return steps;
}

describe('a saved training', () => {
  it.each([
    ['stable', {}],
    ['article', { preset: 'article' }],
    ['everything on', { spectralNorm: true, instanceNoise: 0.1, augment: ['translation', 'cutout'] }],
    ['an exact penalty', { penalty: { gamma: 0.1, method: 'exact' } }],
  ] satisfies [string, Partial<GanTrainerOptions>][])(
    'goes on as it would have, with %s',
    async (_, options) => {
      const first = makeTrainer(options);
      // Past the end of an epoch of five batches.
      await first.train({ steps: 7 });
      const file = await first.save();
      const expected = await tenSteps(first);

      const second = makeTrainer(options);
      expect(await second.load(file)).toEqual({ step: 7, epoch: 2 });
      const found = await tenSteps(second);
      expect(found.map(({ step, epoch, imagesSeen }) => [step, epoch, imagesSeen])).toEqual(
        expected.map(({ step, epoch, imagesSeen }) => [step, epoch, imagesSeen]),
      );
      found.forEach((step, index) => {
        expect(step.discriminatorLoss).toBeCloseTo(expected[index]!.discriminatorLoss, 4);
        expect(step.generatorLoss).toBeCloseTo(expected[index]!.generatorLoss, 4);
      });
      expect((await second.sample({ seed: 3 })).data).toEqual((await first.sample({ seed: 3 })).data);
    },
  );

  it('brings its recipe and its seed along', async () => {
    const first = makeTrainer({ learningRate: 0.003, seed: 5 });
    await first.train({ steps: 2 });
    const file = await first.save();
    const second = makeTrainer({ learningRate: 0.1, seed: 6 });
    await second.load(new Blob([file as Uint8Array<ArrayBuffer>]));
    expect(second.settings).toMatchObject({ learningRate: 0.003, seed: 5 });
  });

  it.each([
    ['of another model', { model: { ...tinyModel, latentSize: 4 } }, /latentSize is 3, here it is 4/],
    ['of other images', { dataset: tinyImages(48) }, /images is 40, here it is 48/],
  ] as const)('%s is refused, and nothing is lost', async (_, options, message) => {
    const first = makeTrainer();
    await first.train({ steps: 2 });
    const file = await first.save();
    const second = makeTrainer(options);
    await second.train({ steps: 3 });
    const before = await second.sample({ seed: 1 });
    await expect(second.load(file)).rejects.toThrow(message);
    expect(await second.sample({ seed: 1 })).toEqual(before);
    expect((await second.step()).step).toBe(4);
  });

  it.each([
    ['is no checkpoint', (file: Uint8Array) => change(file, { format: 'another' }), /no saved training/],
    ['has no proper JSON', (file: Uint8Array) => change(file, { state: '{' }), /not JSON/],
    ['has no proper counters', (file: Uint8Array) => change(file, { state: '{"step":-0.5}' }), /counters/],
    ['is cut off', (file: Uint8Array) => file.subarray(0, file.length - 9), /safetensors/],
  ])('that %s is refused', async (_, damage, message) => {
    const trainer = makeTrainer();
    await trainer.train({ steps: 1 });
    const file = await trainer.save();
    await expect(trainer.load(damage(file))).rejects.toThrow(message);
    expect((await trainer.step()).step).toBe(2);
  });

  it('cannot be one by functions of one’s own', async () => {
    const trainer = makeTrainer({
      objective: {
        discriminatorLoss: (real, fake) => fake.sub(real).softplus().mean(),
        generatorLoss: fake => fake.neg().softplus().mean(),
      },
    });
    await trainer.train({ steps: 1 });
    await expect(trainer.save()).rejects.toThrow(/functions are no data/);
  });
});

function change(file: Uint8Array, words: Record<string, string>): Uint8Array {
  const { tensors, metadata } = readSafetensors(file);
  return writeSafetensors({ tensors, metadata: { ...metadata, ...words } });
}
