import { afterEach, describe, expect, it } from 'vitest';
import {
  GanTrainer,
  type GanTrainerOptions,
  loadGenerator,
  type StepDetail,
} from '../../../src/gan/index.ts';
import { tinyOptions } from '../../unit/gan/fixtures.ts';

const trainers: GanTrainer[] = [];

function makeTrainer(overrides: Partial<GanTrainerOptions>): GanTrainer {
  const trainer = new GanTrainer(tinyOptions(overrides));
  trainers.push(trainer);
  return trainer;
}

async function train(trainer: GanTrainer, steps: number): Promise<StepDetail[]> {
  const details: StepDetail[] = [];
  trainer.addEventListener('step', ({ detail }) => details.push(detail));
  await trainer.train({ steps });
  return details;
}

afterEach(() => {
  for (const trainer of trainers.splice(0)) trainer.dispose();
});

describe('a trainer in a worker', () => {
  it('gives the same losses and images as one in this thread', async () => {
    const [worker, thread] = [true, false].map(place => makeTrainer({ worker: place, backend: 'cpu' }));
    expect(await train(worker!, 3)).toEqual(await train(thread!, 3));
    expect(await worker!.sample({ seed: 3, count: 2 })).toEqual(await thread!.sample({ seed: 3, count: 2 }));
  });

  it('trains on WASM where WebGL is emulated or absent, and nearly as the CPU does', async () => {
    const wasm = makeTrainer({ worker: true, backend: 'wasm' });
    const cpu = makeTrainer({ worker: false, backend: 'cpu' });
    const [ours, theirs] = [await train(wasm, 3), await train(cpu, 3)];
    expect((await wasm.ready).backend).toBe('wasm');
    ours.forEach(({ discriminatorLoss, generatorLoss }, index) => {
      expect(discriminatorLoss).toBeCloseTo(theirs[index]!.discriminatorLoss, 4);
      expect(generatorLoss).toBeCloseTo(theirs[index]!.generatorLoss, 4);
    });
  });

  it('trains on WebGL when told so', async () => {
    const trainer = makeTrainer({ worker: true, backend: 'webgl' });
    const samples: number[] = [];
    trainer.addEventListener('sample', ({ detail }) => samples.push(detail.step));
    const compiled: { loaded: number; total: number | null }[] = [];
    trainer.addEventListener('progress', ({ detail }) => detail.unit === 'shaders' && compiled.push(detail));
    const steps = await train(trainer, 3);
    expect(compiled.at(-1)!.total).toBeGreaterThan(50);
    expect(compiled.at(-1)!.loaded).toBe(compiled.at(-1)!.total);
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3]);
    expect(steps.every(({ discriminatorLoss }) => Number.isFinite(discriminatorLoss))).toBe(true);
    expect(samples[0]).toBe(0);
    expect((await trainer.ready).reason).toMatch(/WebGL/);
  });

  it('says by itself which backend it took, and why', async () => {
    const { backend, reason } = await makeTrainer({ worker: true, backend: 'auto' }).ready;
    expect(['webgl', 'wasm']).toContain(backend);
    expect(reason).toMatch(/^Web.+\.$/);
  });

  it('passes on errors from inside', async () => {
    const trainer = makeTrainer({ worker: true, batchSize: 1000 });
    await expect(trainer.ready).rejects.toThrow(RangeError);
    await expect(trainer.ready).rejects.toThrow(/batchSize is 1000.*40 images/);
    const missing = makeTrainer({ worker: true, dataset: new URL('/nothing/here.bin', location.href) });
    await expect(missing.ready).rejects.toThrow(/nothing\/here.bin answered/);
  });

  it('whose file is missing fails with a sentence that says what to do', async () => {
    const trainer = makeTrainer({ worker: true, workerUrl: '/no/such/worker.js' });
    const errors: string[] = [];
    trainer.addEventListener('error', ({ detail }) => errors.push(detail.message));
    await expect(trainer.ready).rejects.toThrow(/no\/such\/worker.js could not be started.*workerUrl/);
    await expect(trainer.train({ steps: 1 })).rejects.toThrow(/could not be started/);
    expect(trainer.state).toBe('failed');
    expect(errors.length).toBe(1);
  });
});

it('a generator loaded in a worker makes the images of the one that was saved', async () => {
  const trainer = makeTrainer({ worker: false });
  await trainer.train({ steps: 2 });
  const address = URL.createObjectURL(
    new Blob([(await trainer.generator.save()) as Uint8Array<ArrayBuffer>]),
  );
  const loaded = await loadGenerator(address);
  expect(await loaded.sample({ seed: 1 })).toEqual(await trainer.sample({ seed: 1 }));
  await expect(loaded.sample({ label: 1 })).rejects.toThrow(/unconditional/);
  loaded.dispose();
  await expect(loadGenerator('/nothing/here.safetensors')).rejects.toThrow(/here.safetensors answered/);
});
