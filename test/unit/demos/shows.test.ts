/** What the main demo's stage shows, and how one show makes way for another. */
import { describe, expect, test, vi } from 'vitest';
import { Exhibition } from '../../../demos/lesson/Exhibition.ts';
import type { LessonParts } from '../../../demos/lesson/LessonParts.ts';
import { InTraining } from '../../../demos/lesson/shows/InTraining.ts';
import { Live } from '../../../demos/lesson/shows/Live.ts';
import { Walking } from '../../../demos/lesson/shows/Walking.ts';

const image = (value: number) => ({ width: 1, height: 1, data: new Uint8ClampedArray(4).fill(value) });

/** A swarm that forms at once; `follow` keeps what is followed. */
function fakeSwarm() {
  const swarm = {
    formed: [] as unknown[],
    followed: null as unknown,
    options: {} as object,
    form: async (formed: unknown) => {
      swarm.formed.push(formed);
      return 'formed';
    },
    follow: (source: unknown, options: object) => {
      Object.assign(swarm, { followed: source, options });
      return () => {
        if (swarm.followed === source) swarm.followed = null;
      };
    },
  };
  return swarm;
}

class FakeTrainer extends EventTarget {
  settings = { sampleSeconds: 2 };
  configure = vi.fn((changes: object) => Object.assign(this.settings, changes));
  answer = (_: ReturnType<typeof image>) => {};
  sample = vi.fn((_: object) => new Promise(resolve => Object.assign(this, { answer: resolve })));
  raise = (type: string, detail: object) => this.dispatchEvent(new CustomEvent(type, { detail }));
}

function stage() {
  const swarm = fakeSwarm();
  const exhibition = new Exhibition(swarm as never);
  const captions: string[] = [];
  const pad = { wish: {}, request: {}, shown: true };
  const readout = { caption: (sentence: string) => captions.push(sentence) };
  const parts = { exhibition, pad, readout, seed: 2 } as unknown as LessonParts;
  const trainer = new FakeTrainer();
  const frame = async () => {
    exhibition.frame(5);
    for (let i = 0; i < 8; i++) await null;
  };
  return { swarm, exhibition, captions, pad, parts, trainer, frame };
}

test('while the swarm follows, nothing is formed; afterwards the newest image is', async () => {
  const { swarm, exhibition, frame } = stage();
  exhibition.follow(() => null);
  exhibition.offer({ source: 'training', image: image(1) });
  await frame();
  expect(swarm.formed).toEqual([]);
  exhibition.unfollow();
  expect(swarm.followed).toBeNull();
  await frame();
  expect(swarm.formed).toEqual([image(1)]);
  expect(exhibition.shown).toEqual({ source: 'training', image: image(1) });
});

describe('the network in training', () => {
  test('shows its samples while it is on stage, and what is asked for', async () => {
    const { swarm, trainer, parts, pad, frame } = stage();
    const show = new InTraining(trainer as never, parts);
    trainer.raise('sample', { step: 0, image: image(0) });
    await frame();
    expect(swarm.formed).toEqual([]);
    show.enter();
    trainer.raise('sample', { step: 4, image: image(4) });
    await frame();
    expect(swarm.formed).toEqual([image(4)]);
    Object.assign(pad, { wish: { label: '7' }, request: { label: '7' } });
    show.answer();
    expect(trainer.sample).toHaveBeenLastCalledWith({ seed: 2, label: '7' });
    trainer.answer(image(7));
    await frame();
    await frame();
    expect(parts.exhibition.shown).toEqual({ source: 'training', step: 4, image: image(7) });
  });

  test('offers nothing that it drew for a stage it has left', async () => {
    const { swarm, trainer, parts, frame } = stage();
    const show = new InTraining(trainer as never, parts);
    show.enter();
    show.answer();
    show.leave();
    trainer.answer(image(7));
    await frame();
    expect(swarm.formed).toEqual([]);
  });
});

test('live, the trainer itself is followed, faster, and gets its pace back', () => {
  const { swarm, exhibition, captions, trainer, parts, pad } = stage();
  const show = new Live(trainer as never, parts);
  trainer.raise('sample', { step: 1, image: image(1) });
  expect(exhibition.shown).toBeNull();
  show.enter();
  expect(swarm.followed).toBe(trainer);
  expect(swarm.options).toMatchObject({ mood: 1, critique: true });
  expect(trainer.settings.sampleSeconds).toBe(0.5);
  expect(captions.at(-1)).toContain('as it learns');
  expect(pad.shown).toBe(false);
  trainer.raise('sample', { step: 9, image: image(9) });
  expect(exhibition.shown).toEqual({ source: 'training', step: 9, image: image(9) });
  show.mood = 0.5;
  expect(swarm.options).toMatchObject({ mood: 0.5 });
  show.leave();
  expect(swarm.followed).toBeNull();
  expect(trainer.settings.sampleSeconds).toBe(2);
  expect(pad.shown).toBe(true);
  trainer.raise('sample', { step: 10, image: image(10) });
  expect(exhibition.shown?.step).toBe(9);
});

test('a walk says what the swarm has got of it, and takes what is asked for and how far from the mean', async () => {
  const { swarm, exhibition, parts, pad } = stage();
  const asked: object[] = [];
  const generator = {
    latentSize: 4,
    attributes: [{ name: 'label', values: ['1', '2', '3'] }],
    sample: async (options: object) => {
      asked.push(options);
      return image(asked.length);
    },
  };
  const show = new Walking(generator as never, () => ({ source: 'pretrained' }), parts);
  show.enter();
  const follow = swarm.followed as (seconds: number) => unknown;
  const walkTo = async (seconds: number) => {
    follow(seconds);
    for (let i = 0; i < 8; i++) await null;
    return follow(seconds + 0.1);
  };
  expect(await walkTo(0)).toEqual(image(1));
  expect(exhibition.shown).toEqual({ source: 'pretrained', image: image(1) });
  Object.assign(pad, { request: { label: '3' } });
  show.answer();
  show.truncation = 0.5;
  await walkTo(1);
  await walkTo(2);
  expect(asked.at(-1)).toMatchObject({ label: '3', truncation: 0.5 });
  show.leave();
  expect(swarm.followed).toBeNull();
  expect(await walkTo(3)).toBeNull();
});
