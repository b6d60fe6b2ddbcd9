import { afterEach, describe, expect, it } from 'vitest';
import {
  GanTrainer,
  type GanTrainerOptions,
  loadGenerator,
  type RawImages,
  type StepDetail,
} from '../../../src/gan/index.ts';
import * as tf from '../../../src/gan/tf.ts';
import {
  tinyClassifier,
  tinyConditionalModel,
  tinyImages,
  tinyLabelledImages,
  tinyModel,
  tinyOptions,
} from './fixtures.ts';

const trainers: GanTrainer[] = [];

function makeTrainer(overrides: Partial<GanTrainerOptions> = {}): GanTrainer {
  const trainer = new GanTrainer(tinyOptions(overrides));
  trainers.push(trainer);
  return trainer;
}

function recordSteps(trainer: GanTrainer): StepDetail[] {
  const steps: StepDetail[] = [];
  trainer.addEventListener('step', ({ detail }) => steps.push(detail));
  return steps;
}

const tasks = (count: number) => new Promise(resolve => setTimeout(resolve, count));

afterEach(() => {
  for (const trainer of trainers.splice(0)) trainer.dispose();
});

describe('a trainer', () => {
  it('says what it will do, and shows an image before any training', async () => {
    const trainer = makeTrainer();
    const samples: number[] = [];
    trainer.addEventListener('sample', ({ detail: { step, image } }) => {
      expect([image.width, image.height, image.data.length]).toEqual([4, 4, 64]);
      samples.push(step);
    });
    expect(trainer.state).toBe('loading');
    expect(await trainer.ready).toEqual({
      backend: 'cpu',
      reason: 'Plain JavaScript on the CPU, as asked for.',
      model: 'custom',
      modelReason: 'Networks as asked for.',
      parameterCount: { generator: 3 * 8 + 8 + 8 * 16 + 16, discriminator: 16 * 8 + 8 + 8 + 1 },
      images: 40,
      batchesPerEpoch: 5,
    });
    expect(trainer.state).toBe('ready');
    expect(samples).toEqual([0]);
  });

  it('says when it examines what it makes, and when it has done so', async () => {
    const trainer = makeTrainer({ heldOut: tinyImages(30), classifier: tinyClassifier() });
    const heard: unknown[] = [];
    trainer.addEventListener('progress', ({ detail }) => detail.unit === 'images' && heard.push(detail));
    trainer.addEventListener('evaluation', ({ detail }) => heard.push(detail));
    const examining = (loaded: number, total: number) => ({
      loaded,
      total,
      unit: 'images',
      what: 'Examining what it makes',
    });
    const scores = await trainer.evaluate({ samples: 12 });
    expect(heard).toEqual([examining(0, 12), scores, examining(12, 12)]);
  });

  it('examines no longer when there is nothing to judge by', async () => {
    const trainer = makeTrainer({ classifier: tinyClassifier() });
    const heard: unknown[] = [];
    trainer.addEventListener('progress', ({ detail }) => {
      if (detail.unit === 'images') heard.push([detail.loaded, detail.total]);
    });
    await expect(trainer.evaluate({ samples: 12 })).rejects.toThrow('held-out images');
    expect(heard).toEqual([
      [0, 12],
      [12, 12],
    ]);
  });

  it('raises every step once, in order, and then resolves', async () => {
    const trainer = makeTrainer();
    const steps = recordSteps(trainer);
    expect(await trainer.train({ steps: 12 })).toEqual({ step: 12, epoch: 3 });
    expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    expect(steps.map(({ epoch }) => epoch)).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3]);
    expect(steps.at(-1)!.imagesSeen).toBe(96);
    expect(trainer.state).toBe('ready');
  });

  it('measures the gradients at the first step, and at every tenth after it', async () => {
    const trainer = makeTrainer();
    const steps = recordSteps(trainer);
    await trainer.train({ steps: 22 });
    const measured = steps.filter(step => step.discriminatorGradient! > 0 && step.generatorGradient! > 0);
    expect(measured.map(({ step }) => step)).toEqual([1, 11, 21]);
    expect(steps[1]).not.toHaveProperty('generatorGradient');
    // What comes after a longer step is still what it says.
    expect(steps.every(({ generatorLoss }) => generatorLoss > 0)).toBe(true);
  });

  it('counts epochs in passes over the data, from where it stands', async () => {
    const trainer = makeTrainer();
    expect(await trainer.train({ epochs: 2 })).toEqual({ step: 10, epoch: 2 });
    expect(await trainer.train({ epochs: 1 })).toEqual({ step: 15, epoch: 3 });
  });

  it('learns: images come to have the bright left half of the data', async () => {
    const trainer = makeTrainer({ preset: 'stable', learningRate: 0.02, ema: 0 });
    const contrast = async () => {
      const images = await trainer.sample({ seed: 0, count: 32 });
      const mean = (columns: number[]) =>
        images.reduce((sum, { data }) => sum + columns.reduce((part, x) => part + data[x * 4]!, 0), 0) /
        (images.length * columns.length);
      return mean([0, 1]) - mean([2, 3]);
    };
    const before = await contrast();
    await trainer.train({ steps: 120 });
    // The data's own contrast is 180.
    expect(Math.abs(before)).toBeLessThan(90);
    expect(await contrast()).toBeGreaterThan(115);
  });

  it('keeps no tensors over steps, and none after its end', async () => {
    const before = tf.memory().numTensors;
    for (const preset of ['article', 'stable'] as const) {
      const trainer = makeTrainer({ preset });
      await trainer.step();
      const after = tf.memory().numTensors;
      await trainer.train({ steps: 5 });
      await trainer.sample({ seed: 1, count: 3 });
      expect(tf.memory().numTensors).toBe(after);
      trainer.dispose();
      await tasks(5);
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  it('does the same with the same seed, and something else with another', async () => {
    const losses = async (seed: number) => {
      const trainer = makeTrainer({ seed });
      const steps = recordSteps(trainer);
      await trainer.train({ steps: 3 });
      return steps.map(({ discriminatorLoss, generatorLoss }) => [discriminatorLoss, generatorLoss]);
    };
    expect(await losses(1)).toEqual(await losses(1));
    expect(await losses(2)).not.toEqual(await losses(1));
  });

  it('really pauses, takes single steps meanwhile, and goes on', async () => {
    const trainer = makeTrainer();
    const steps = recordSteps(trainer);
    await trainer.ready;
    let done = false;
    const training = trainer.train({ steps: 400 }).then(position => {
      done = true;
      return position;
    });
    await new Promise<void>(resolve => {
      // At the first word, for the goal may be near by the next task.
      trainer.addEventListener('step', () => resolve(trainer.pause()), { once: true });
    });
    const paused = steps.length;
    expect(trainer.state).toBe('paused');
    await tasks(60);
    expect(steps.length).toBe(paused);
    expect(await trainer.step()).toMatchObject({ step: paused + 1 });
    expect(steps.length).toBe(paused + 1);
    expect(done).toBe(false);
    await trainer.resume();
    expect(await training).toMatchObject({ step: 400 });
  });

  it('plays one turn after the other, which together are a step like any other', async () => {
    const [whole, halves] = [makeTrainer(), makeTrainer()];
    const [expected, steps] = [recordSteps(whole), recordSteps(halves)];
    await whole.train({ steps: 2 });
    for (let turn = 0; turn < 2; turn++) {
      await halves.turn('discriminator');
      expect(steps.length).toBe(turn);
      await halves.turn('generator');
    }
    const losses = (details: StepDetail[]) =>
      details.map(({ step, discriminatorLoss, generatorLoss }) => ({
        step,
        discriminatorLoss,
        generatorLoss,
      }));
    // Each turn alone draws a batch of its own, so only the first discriminator's turn is the very same.
    expect(losses(steps)[0]).toMatchObject({ step: 1, discriminatorLoss: expected[0]!.discriminatorLoss });
    expect(losses(steps)[1]!.step).toBe(2);
    expect(Number.isFinite(losses(steps)[1]!.generatorLoss)).toBe(true);
    await halves.turn('generator');
    expect(steps.length).toBe(2);
  });

  it('takes all images of a small set at a step, unless a batch size was asked for', async () => {
    const trainer = new GanTrainer({
      dataset: tinyImages(12),
      model: tinyModel,
      backend: 'cpu',
      worker: false,
    });
    trainers.push(trainer);
    expect(await trainer.ready).toMatchObject({ images: 12, batchesPerEpoch: 1 });
    expect(trainer.settings.batchSize).toBe(12);
    expect(await trainer.train({ steps: 2 })).toEqual({ step: 2, epoch: 2 });
  });

  it('restarts at step 0 with the first image, and goes on towards its goal', async () => {
    const trainer = makeTrainer({ sampleSeconds: Number.POSITIVE_INFINITY });
    const samples: { step: number; image: { data: Uint8ClampedArray } }[] = [];
    trainer.addEventListener('sample', ({ detail }) => samples.push(detail));
    const steps = recordSteps(trainer);
    const training = trainer.train({ steps: 400 });
    // At the first word, for the goal may be near by the next task.
    await new Promise<void>(resolve => {
      trainer.addEventListener('step', () => resolve(trainer.restart()), { once: true });
    });
    expect(await training).toEqual({ step: 400, epoch: 80 });
    expect(samples.map(({ step }) => step)).toEqual([0, 0]);
    expect(samples[1]!.image.data).toEqual(samples[0]!.image.data);
    expect(steps.filter(({ step }) => step === 1).length).toBe(2);
    await trainer.restart(2);
    expect(samples[2]!.image.data).not.toEqual(samples[0]!.image.data);
  });

  it('shows images of one latent vector every few seconds', async () => {
    const trainer = makeTrainer({ sampleSeconds: 0.01 });
    const samples: number[] = [];
    trainer.addEventListener('sample', ({ detail: { step } }) => samples.push(step));
    await trainer.train({ steps: 60 });
    expect(samples.length).toBeGreaterThan(2);
    expect([...samples].sort((a, b) => a - b)).toEqual(samples);
  });

  it('takes changes while it runs', async () => {
    const trainer = makeTrainer();
    const steps = recordSteps(trainer);
    await trainer.train({ steps: 1 });
    await trainer.configure({ batchSize: 4, learningRate: 1e-3, objective: 'relativistic' });
    expect(trainer.settings).toMatchObject({
      batchSize: 4,
      learningRate: 1e-3,
      objective: 'relativistic',
      beta1: 0.5,
    });
    await trainer.train({ steps: 1 });
    expect(steps.map(({ imagesSeen }) => imagesSeen)).toEqual([8, 12]);
  });

  it('ends when its signal says so, with the reason, and can go on', async () => {
    const trainer = makeTrainer();
    const controller = new AbortController();
    const training = trainer.train({ signal: controller.signal });
    await trainer.ready;
    await tasks(5);
    controller.abort(new Error('enough'));
    await expect(training).rejects.toThrow('enough');
    await expect(trainer.train({ steps: 1, signal: controller.signal })).rejects.toThrow('enough');
    expect(await trainer.train({ steps: 1 })).toMatchObject({ step: expect.any(Number) });
  });

  it.each(['warn', 'off'] as const)(
    'stops when the losses run away and nobody mends it (%s)',
    async watchdog => {
      const trainer = makeTrainer({ learningRate: 1e30, watchdog });
      const kinds: unknown[] = [];
      trainer.addEventListener('warning', ({ detail }) => kinds.push(detail.kind));
      await expect(trainer.train({ steps: 50 })).rejects.toThrow(/no longer finite/);
      expect(kinds).toEqual(['not-finite']);
      await trainer.restart();
      expect(trainer.state).toBe('ready');
    },
  );

  it('is mended even where trouble came by single steps, before anything was looked at', async () => {
    const trainer = makeTrainer({ learningRate: 1e30 });
    const warnings: unknown[] = [];
    trainer.addEventListener('warning', ({ detail }) => warnings.push(detail.kind));
    for (let step = 0; step < 5; step++) await trainer.step();
    expect(await trainer.train({ steps: 2 })).toMatchObject({ step: 7 });
    expect(warnings).toContain('not-finite');
  });

  it('rejects what is pending when it is disposed of, and everything after', async () => {
    const trainer = makeTrainer();
    const training = trainer.train();
    await trainer.ready;
    trainer.dispose();
    trainer.dispose();
    await expect(training).rejects.toThrow(/disposed/);
    await expect(trainer.train({ steps: 1 })).rejects.toThrow(/disposed/);
    await expect(trainer.step()).rejects.toThrow(/disposed/);
    expect(() => trainer.generator).toThrow(/disposed/);
    expect(trainer.state).toBe('disposed');
  });
});

describe('bad input', () => {
  it.each([
    [{ learningRate: Number.NaN }, /learningRate is NaN.*above 0/],
    [{ learningRate: -1 }, /learningRate is -1/],
    [{ learningRate: 0 }, /learningRate is 0/],
    [{ batchSize: 0 }, /batchSize is 0.*at least 1/],
    [{ batchSize: 2.5 }, /batchSize is 2.5/],
    [{ whenHidden: 'sleep' }, /whenHidden is "sleep".*'train' or 'pause'/],
    [{ beta1: 1 }, /beta1 is 1/],
    [{ ema: -1 }, /ema is -1/],
    [{ penalty: { gamma: 0 } }, /penalty.gamma is 0/],
    [{ preset: 'articel' }, /no preset named "articel".*article, stable/],
    [{ model: 'articel' }, /no model named "articel"/],
    [{ objective: 'wgan' }, /no objective named "wgan".*non-saturating/],
    [{ backend: 'webgpu' }, /no backend named "webgpu".*auto/],
    [{ seed: -1 }, /seed is -1/],
    [{ sampleSeconds: 0 }, /sampleSeconds is 0/],
    [{ evaluateSeconds: Number.NaN }, /evaluateSeconds is NaN/],
    [{ dataset: 'imagenet' }, /dataset is "imagenet"/],
    [{ worker: true }, /no workers here/],
    [{ lerningRate: 1e-3 }, /no option lerningRate.*learningRate/],
    [{ conditional: 'no' }, /conditional is "no".*true or false/],
    [{ autosave: true }, /autosave is true.*Give the name/],
    [{ penalty: 'r1' }, /penalty is "r1".*{ kind, gamma }/],
  ])('%o is refused at once', (overrides, message) => {
    expect(() => makeTrainer(overrides as never)).toThrow(message);
  });

  it.each([
    ['more in a batch than there are images', { batchSize: 41 }, /batchSize is 41.*40 images/],
    [
      'images of another size than the model makes',
      { dataset: { ...tinyImages(), width: 2, height: 2 } },
      /2 × 2.*4 values.*\[16\]/,
    ],
    ['images of a size that the model is not for', { model: 'conv' }, /'conv' is for.*4 × 4/],
    ['bytes that are no images', { dataset: { ...tinyImages(), width: 7 } }, /no whole number of images/],
  ] as const)('%s: ready rejects, and the trainer says that it failed', async (_, overrides, message) => {
    const trainer = makeTrainer(overrides);
    const errors: string[] = [];
    trainer.addEventListener('error', ({ detail }) => errors.push(detail.message));
    await expect(trainer.ready).rejects.toThrow(message);
    await expect(trainer.train({ steps: 1 })).rejects.toThrow(message);
    expect(errors).toEqual([expect.stringMatching(message)]);
    expect(trainer.state).toBe('failed');
  });

  it('a goal that is none is refused, and nothing was trained', async () => {
    const trainer = makeTrainer();
    await expect(trainer.train({ steps: 0 })).rejects.toThrow(/steps is 0/);
    await expect(trainer.train({ steps: Number.NaN })).rejects.toThrow(/steps is NaN/);
    await expect(trainer.train({ epochs: -1 })).rejects.toThrow(/epochs is -1/);
    await expect(trainer.train({ steps: 1, epochs: 1 })).rejects.toThrow(/steps and epochs/);
    await expect(trainer.train(5 as never)).rejects.toThrow(/train was given 5.*steps, epochs/);
    await expect(trainer.train({ step: 5 } as never)).rejects.toThrow(/no option step\./);
    expect(() => trainer.configure({ learningRate: Number.NaN })).toThrow(/learningRate is NaN/);
    expect(trainer.settings.learningRate).toBe(0.01);
    expect(await trainer.train({ steps: 1 })).toMatchObject({ step: 1 });
  });
});

it.each([
  [
    'throws',
    () => {
      throw new Error('no idea');
    },
    /no idea/,
  ],
  ['gives nothing', () => undefined, /discriminatorLoss gave undefined. It has to give a scalar/],
  ['gives a loss an image', (real: tf.Tensor) => real, /discriminatorLoss gave a tensor of \[2,1\]/],
])(
  'an objective of one’s own that %s is told of before a step, and leaves no tensors',
  async (_, discriminatorLoss, message) => {
    await tf.setBackend('cpu');
    const before = tf.memory().numTensors;
    const generatorLoss = (fake: tf.Tensor) => tf.mean(fake);
    const trainer = makeTrainer({ objective: { discriminatorLoss, generatorLoss } as never });
    await expect(trainer.ready).rejects.toThrow(message);
    trainer.dispose();
    await tasks(5);
    expect(tf.memory().numTensors).toBe(before);
  },
);

describe('changes that cannot be', () => {
  it('leave everything as it was, and those after them work', async () => {
    const trainer = makeTrainer();
    await expect(trainer.configure({ batchSize: 500, learningRate: 1 })).rejects.toThrow(/500.*40 images/);
    expect(trainer.settings).toMatchObject({ batchSize: 8, learningRate: 0.01 });
    expect(() => trainer.configure({ ema: 3 } as never)).toThrow(/configure has no option ema/);
    await trainer.configure({ learningRate: 1e-4 });
    expect(trainer.settings.learningRate).toBe(1e-4);
  });

  it('all others are raised, and keep the batch that was fitted to a small set', async () => {
    const { batchSize: _, ...options } = tinyOptions();
    const trainer = new GanTrainer(options);
    trainers.push(trainer);
    const recipes: number[] = [];
    trainer.addEventListener('recipe', ({ detail }) => recipes.push(detail.learningRate));
    await trainer.configure({ learningRate: 1e-3 });
    expect(trainer.settings).toMatchObject({ batchSize: 40, learningRate: 1e-3 });
    expect(recipes).toEqual([0.01, 1e-3]);
  });
});

describe('held-out images', () => {
  const labelled = tinyLabelledImages();
  const warningsWith = async (heldOut: RawImages) => {
    const warnings: string[] = [];
    const trainer = makeTrainer({ dataset: labelled, heldOut, model: tinyConditionalModel });
    trainer.addEventListener('warning', ({ detail }) => warnings.push(detail.message));
    const vitals: (number | null)[] = [];
    trainer.addEventListener('vitals', ({ detail }) => vitals.push(detail.heldOutLogit));
    await trainer.train({ steps: 2 });
    return { warnings, vitals };
  };

  it('may lack a class of the training images', async () => {
    const labels = new Uint8Array(40);
    const { warnings, vitals } = await warningsWith({ ...tinyImages(), labels });
    expect(warnings).toEqual([]);
    expect(vitals.every(Number.isFinite)).toBe(true);
    expect(vitals.length).toBeGreaterThan(0);
  });

  it.each([
    [
      'without labels',
      tinyImages(),
      /held-out images cannot be used\. They have no labels\. Training goes on/,
    ],
    [
      'of a class that no training image has',
      { ...tinyImages(), labels: new Uint8Array(40).fill(2) },
      /labelled label: 2, which no training image is/,
    ],
  ])('%s are left aside with a warning, and training goes on', async (_, heldOut, message) => {
    const { warnings, vitals } = await warningsWith(heldOut);
    expect(warnings).toEqual([expect.stringMatching(message)]);
    expect(vitals.length).toBeGreaterThan(0);
    expect(vitals.every(value => value === null)).toBe(true);
  });
});

it('the image of a goal that is reached is raised, unless none are wanted', async () => {
  const samples = async (sampleSeconds: number) => {
    const trainer = makeTrainer({ sampleSeconds });
    const steps: number[] = [];
    trainer.addEventListener('sample', ({ detail }) => steps.push(detail.step));
    await trainer.train({ steps: 3 });
    return steps;
  };
  expect(await samples(1000)).toEqual([0, 3]);
  expect(await samples(Number.POSITIVE_INFINITY)).toEqual([0]);
});

it('a file is asked for in words where none is given to load', async () => {
  const trainer = makeTrainer();
  for (const given of ['file', null, { bytes: new Uint8Array(8) }]) {
    await expect(trainer.load(given as never)).rejects.toThrow(
      /load was given .*of what findTraining finds, its bytes/,
    );
  }
  expect(await trainer.train({ steps: 1 })).toMatchObject({ step: 1 });
});

it('what is written beside the weights has to be strings, and facts stay facts', async () => {
  const trainer = makeTrainer();
  await expect(trainer.saveGenerator({ metadata: { epochs: 50 } as never })).rejects.toThrow(
    /metadata has epochs: 50.*epochs: '50'/,
  );
  const bytes = await trainer.saveGenerator({ metadata: { artist: 'me', seed: 'mine' } });
  const generator = await loadGenerator(bytes, { worker: false, backend: 'cpu' });
  expect(generator.metadata).toMatchObject({ artist: 'me', seed: '1', step: '0' });
  generator.dispose();
});

it('a generator that is loaded from an address tells how far it is', async () => {
  const bytes = await makeTrainer().saveGenerator();
  const address = URL.createObjectURL(new Blob([bytes]));
  const loaded: number[] = [];
  const generator = await loadGenerator(new URL(address), {
    worker: false,
    backend: 'cpu',
    onProgress: ({ loaded: so, unit, what }) => {
      expect([unit, what]).toEqual(['bytes', 'the generator']);
      loaded.push(so);
    },
  });
  expect([loaded[0], loaded.at(-1)]).toEqual([0, bytes.length]);
  generator.dispose();
  URL.revokeObjectURL(address);
});

describe("a trainer's generator", () => {
  it('makes the same image of the same seed, another one of another', async () => {
    const { generator } = await makeReady();
    const image = await generator.sample({ seed: 5 });
    expect(await generator.sample({ seed: 5 })).toEqual(image);
    expect((await generator.sample({ seed: 6 })).data).not.toEqual(image.data);
    const several = await generator.sample({ seed: 4, count: 3 });
    expect(several.length).toBe(3);
    expect(several[1]).toEqual(image);
    expect(several[0]!.data.filter((_, i) => i % 4 === 3).every(alpha => alpha === 255)).toBe(true);
    expect((await generator.sample()).data).not.toEqual((await generator.sample()).data);
  });

  it('goes on changing with the training', async () => {
    const trainer = await makeReady();
    const before = await trainer.generator.sample({ seed: 1 });
    await trainer.train({ steps: 5 });
    expect((await trainer.generator.sample({ seed: 1 })).data).not.toEqual(before.data);
  });

  it('takes a latent vector, and can be saved and loaded', async () => {
    const trainer = await makeReady();
    await trainer.train({ steps: 5 });
    const latent = new Float32Array([1, -1, 0.5]);
    const bytes = await trainer.generator.save({ metadata: { title: 'test' } });
    const loaded = await loadGenerator(bytes, { worker: false, backend: 'cpu' });
    expect(loaded).toMatchObject({ latentSize: 3, imageShape: [4, 4, 1], labels: null });
    expect(loaded.metadata).toMatchObject({ title: 'test', step: '5', seed: '1' });
    expect(await loaded.sample({ latent })).toEqual(await trainer.generator.sample({ latent }));
    expect(await loaded.sample({ seed: 9 })).toEqual(await trainer.sample({ seed: 9 }));
    loaded.dispose();
    loaded.dispose();
    await expect(loaded.sample()).rejects.toThrow(/disposed/);
  });

  it('comes nearer to the image of the zero vector with truncation', async () => {
    const { generator } = await makeReady();
    const middle = await generator.sample({ latent: new Float32Array(3) });
    const distance = async (truncation: number) => {
      const { data } = await generator.sample({ seed: 2, truncation });
      return data.reduce((sum, value, i) => sum + Math.abs(value - middle.data[i]!), 0);
    };
    expect(await distance(0.3)).toBeLessThan(await distance(1));
  });

  it('refuses what it cannot do', async () => {
    const { generator } = await makeReady();
    await expect(generator.sample({ label: 7 })).rejects.toThrow(/unconditional/);
    await expect(generator.sample({ latent: new Float32Array(4) })).rejects.toThrow(/4 numbers.*3 numbers/);
    await expect(generator.sample({ latent: new Float32Array([1, Number.NaN, 0]) })).rejects.toThrow(
      /not finite/,
    );
    await expect(generator.sample({ seed: 1, latent: new Float32Array(3) })).rejects.toThrow(
      /seed and a latent/,
    );
    await expect(generator.sample({ seed: 0.5 })).rejects.toThrow(/seed is 0.5/);
    await expect(generator.sample({ count: 0 })).rejects.toThrow(/count is 0/);
    await expect(generator.sample({ seeed: 1 } as never)).rejects.toThrow(/sample has no option seeed/);
    await expect(generator.sample({ latent: 5 as never })).rejects.toThrow(/is 5\..*latentOf/);
    await expect(generator.sample({ truncation: Number.NaN })).rejects.toThrow(/truncation is NaN/);
    expect(() => generator.interpolate(new Float32Array(3), new Float32Array(2), 0.5)).toThrow(/2 numbers/);
    const [a, b] = [generator.latentOf(1), generator.latentOf(2)];
    for (const t of [undefined, Number.NaN, '0.5']) {
      expect(() => generator.interpolate(a, b, t as number)).toThrow(
        /t is .*a finite number: 0 is a, 1 is b/,
      );
    }
  });

  it('knows the latent vector of a seed', async () => {
    const { generator } = await makeReady();
    const latent = generator.latentOf(5);
    expect(await generator.sample({ latent })).toEqual(await generator.sample({ seed: 5 }));
    expect(generator.latentOf(6)).not.toEqual(latent);
    for (const seed of [-1, 0.5, Number.NaN]) expect(() => generator.latentOf(seed)).toThrow(/seed is/);
  });

  it('interpolates along the arc between two latent vectors', async () => {
    const { generator } = await makeReady();
    const [a, b] = [new Float32Array([2, 0, 0]), new Float32Array([0, 2, 0])];
    expect(generator.interpolate(a, b, 0)).toEqual(a);
    const half = generator.interpolate(a, b, 0.5);
    expect([...half]).toEqual([Math.SQRT2, Math.SQRT2, 0].map(value => expect.closeTo(value, 5)));
    expect([...generator.interpolate(a, a, 0.3)]).toEqual([2, 0, 0].map(value => expect.closeTo(value, 5)));
  });

  async function makeReady(): Promise<GanTrainer> {
    const trainer = makeTrainer();
    await trainer.ready;
    return trainer;
  }
});
