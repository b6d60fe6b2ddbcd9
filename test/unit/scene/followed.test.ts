import { describe, expect, it, vi } from 'vitest';
import type { PixelImage } from '../../../src/image.ts';
import { createParameters } from '../../../src/particles/index.ts';
import { type Followable, followed } from '../../../src/scene/followed.ts';
import { Mood } from '../../../src/scene/Mood.ts';

const imageOf = (value: number): PixelImage => ({
  width: 2,
  height: 1,
  data: new Uint8ClampedArray(8).fill(value),
});

/** A trainer whose critiques come when they are told to. */
function create() {
  const asked: { request: unknown; answer: (value: number) => void; fail: (error: Error) => void }[] = [];
  const trainer = Object.assign(new EventTarget(), {
    sample: () => {},
    settings: { seed: 5 },
    critique: (request: unknown) =>
      new Promise((resolve, reject) => {
        const answer = (value: number) =>
          resolve({ image: imageOf(value), gradient: Float32Array.of(value, -value) });
        asked.push({ request, answer, fail: reject });
      }),
  });
  const sample = (value: number) =>
    trainer.dispatchEvent(Object.assign(new Event('sample'), { detail: { image: imageOf(value) } }));
  const press = vi.fn();
  const source = followed(trainer as unknown as Followable, new Mood(createParameters()), press);
  return { trainer, asked, sample, press, source };
}

const settled = () => new Promise(resolve => setTimeout(resolve));

describe('the critiques of a trainer that is followed', () => {
  it('are of the image of its own seed, shown with the very image they are of', async () => {
    const { trainer, asked, sample, press, source } = create();
    sample(1);
    expect(source.image(0)).toEqual(imageOf(1));
    expect(asked.map(({ request }) => request)).toEqual([{ seed: 5 }]);
    asked[0]!.answer(2);
    await settled();
    expect(press.mock.calls).toEqual([[{ width: 2, height: 1, data: Float32Array.of(2, -2) }]]);
    expect(source.image(0)).toEqual(imageOf(2));
    expect(source.image(0)).toBe(null);
    trainer.settings = { seed: 6 };
    sample(3);
    expect(asked[1]!.request).toEqual({ seed: 6 });
  });

  it('are asked for one at a time, and once more for all that came meanwhile', async () => {
    const { asked, sample } = create();
    for (const value of [1, 2, 3]) sample(value);
    expect(asked).toHaveLength(1);
    asked[0]!.answer(1);
    await settled();
    expect(asked).toHaveLength(2);
    asked[1]!.answer(3);
    await settled();
    expect(asked).toHaveLength(2);
    sample(4);
    expect(asked).toHaveLength(3);
  });

  it('may fail: that is said once, and it is asked again', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const { asked, sample, press } = create();
    for (const [i, value] of [1, 2].entries()) {
      sample(value);
      asked[i]!.fail(new Error('too busy'));
      await settled();
    }
    expect(warn.mock.calls).toEqual([
      ['The trainer that is followed gave no critique.', new Error('too busy')],
    ]);
    sample(3);
    asked[2]!.answer(3);
    await settled();
    expect(press).toHaveBeenCalledTimes(1);
    expect(unhandled).not.toHaveBeenCalled();
    process.off('unhandledRejection', unhandled);
    warn.mockRestore();
  });

  it('end with it: what was pressed is taken back, and an answer that comes late is nobody’s', async () => {
    const { asked, sample, press, source } = create();
    sample(1);
    source.stop();
    expect(press.mock.calls).toEqual([[null]]);
    asked[0]!.answer(1);
    await settled();
    sample(2);
    expect([asked.length, press.mock.calls.length]).toEqual([1, 1]);
  });

  it('are not asked for where nobody takes them, and are wanted of nothing else', () => {
    const { trainer, asked, sample, source } = create();
    source.stop();
    followed(trainer as unknown as Followable, new Mood(createParameters()));
    sample(1);
    expect(asked).toHaveLength(0);
    const mood = new Mood(createParameters());
    for (const other of [() => null, Object.assign(new EventTarget(), { sample: () => {} })]) {
      expect(() => followed(other as unknown as Followable, mood, () => {})).toThrow(
        /critique: true .* GanTrainer/,
      );
    }
  });
});

describe('a trainer that is followed', () => {
  const create = (sample: () => unknown) => {
    const trainer = Object.assign(new EventTarget(), { sample: vi.fn(sample), settings: { seed: 5 } });
    return { trainer, source: followed(trainer as unknown as Followable, new Mood(createParameters())) };
  };

  it('shows what it can make now, for its next sample may be long in coming', async () => {
    const { trainer, source } = create(async () => imageOf(7));
    expect(source.image(0)).toBeNull();
    await settled();
    expect(trainer.sample).toHaveBeenCalledExactlyOnceWith({ seed: 5 });
    expect(source.image(0)).toEqual(imageOf(7));
    expect(source.image(0)).toBeNull();
  });

  it('shows a sample that came first, and minds no failure', async () => {
    const { trainer, source } = create(async () => imageOf(7));
    trainer.dispatchEvent(Object.assign(new Event('sample'), { detail: { image: imageOf(9) } }));
    await settled();
    expect(source.image(0)).toEqual(imageOf(9));
    const failing = create(() => Promise.reject(new Error('disposed')));
    await settled();
    expect(failing.source.image(0)).toBeNull();
  });
});
