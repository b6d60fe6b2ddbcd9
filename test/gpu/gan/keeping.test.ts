/** What is kept of a training: in the browser's database, and when WebGL's context is lost. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  findTraining,
  forgetTraining,
  GanTrainer,
  type GanTrainerOptions,
  type StepDetail,
} from '../../../src/gan/index.ts';
import { tinyOptions } from '../../unit/gan/fixtures.ts';
import losingWorkerUrl from './losingWorker.ts?worker&url';

const trainers: GanTrainer[] = [];

function makeTrainer(overrides: Partial<GanTrainerOptions>): GanTrainer {
  const trainer = new GanTrainer(tinyOptions({ worker: true, ...overrides }));
  trainers.push(trainer);
  return trainer;
}

afterEach(() => {
  for (const trainer of trainers.splice(0)) trainer.dispose();
});

describe('a training that is saved as it goes', () => {
  const NAME = 'a test';

  it('is found again, and goes on as it would have', async () => {
    const first = makeTrainer({ autosave: NAME });
    const saved: unknown[] = [];
    first.addEventListener('saved', ({ detail }) => saved.push(detail));
    await first.train({ steps: 4 });
    // As a goal is reached, and whenever it rests.
    expect(saved).toEqual([{ name: NAME, step: 4 }]);
    await first.pause();
    expect(saved.length).toBe(2);
    const expected = await first.step();
    const image = await first.sample({ seed: 1 });

    const found = await findTraining(NAME);
    expect(found).toMatchObject({ name: NAME, step: 4 });
    const second = makeTrainer({});
    await second.load(found!.bytes);
    expect(await second.step()).toEqual(expected);
    expect(await second.sample({ seed: 1 })).toEqual(image);
    await forgetTraining(NAME);
    expect(await findTraining(NAME)).toBeNull();
  });

  it('is not found where nothing was saved', async () => {
    expect(await findTraining('never heard of')).toBeNull();
  });
});

describe('a training whose WebGL context is lost', () => {
  it('goes on from its last snapshot, towards the same goal', async () => {
    const trainer = makeTrainer({ backend: 'webgl', workerUrl: losingWorkerUrl });
    const steps: StepDetail[] = [];
    const warnings: string[] = [];
    trainer.addEventListener('step', ({ detail }) => steps.push(detail));
    trainer.addEventListener('warning', ({ detail }) => warnings.push(detail.message));
    await trainer.ready;
    const training = trainer.train({ steps: 60 });
    await new Promise<void>(resolve => {
      trainer.addEventListener('step', ({ detail }) => detail.step >= 3 && resolve());
    });
    new BroadcastChannel('contexts').postMessage('lose');
    expect(await training).toMatchObject({ step: 60 });
    expect(warnings).toEqual([
      expect.stringMatching(/context was lost.*goes on from its last snapshot, at step \d+/),
    ]);
    expect(steps.at(-1)!.step).toBe(60);
    expect(steps.every(({ discriminatorLoss }) => Number.isFinite(discriminatorLoss))).toBe(true);
    expect(trainer.state).toBe('ready');
    expect((await trainer.sample({ seed: 1 })).data.some(value => value > 0 && value < 255)).toBe(true);
  });
});
