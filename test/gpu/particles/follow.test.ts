/** Images that go on: whatever can be followed, and how it is let go again. */
import type { GenesisParticles, PixelImage } from 'genesis-particles';
import { CanvasTexture } from 'three';
import { expect, test, vi } from 'vitest';
import { createSwarm, distances, paint, readState, ring, run, runUntil, STEP } from './fixture.ts';

const COUNT = 1024;
const prompt = { formTime: 0.2, shimmer: 0 };

/** A bright bar at x (0 to 1) on black. */
const bar = (x: number): PixelImage =>
  paint(16, 16, at => (Math.abs(at - x) < 0.1 ? [255, 255, 255] : [0, 0, 0]));

/** Mean place of the homes that are lit, from left (0) to right (1). */
function homesAt(swarm: GenesisParticles): number {
  const { home, color } = readState(swarm);
  let [sum, light] = [0, 0];
  for (let i = 0; i < COUNT; i++) {
    sum += color[4 * i]! * home[4 * i]!;
    light += color[4 * i]!;
  }
  return sum / light + 0.5;
}

test('a function of time moves the homes with every image, and the particles with them', async () => {
  const { swarm } = createSwarm({ count: COUNT, parameters: prompt });
  const asked: number[] = [];
  const stop = swarm.follow(
    seconds => {
      asked.push(seconds);
      return seconds < 0.1 ? null : bar(0.2 + 0.3 * Math.min(seconds, 2));
    },
    { rate: 20 },
  );
  run(swarm, 5);
  expect(swarm.state).toBe('idle'); // null: nothing yet
  run(swarm, 25);
  expect(swarm.state).toBe('forming');
  const early = homesAt(swarm);
  run(swarm, 90);
  expect(asked.length).toBeGreaterThan(36);
  expect(asked.length).toBeLessThan(44);
  expect(asked.at(-1)).toBeCloseTo(2, 0);
  expect(homesAt(swarm)).toBeGreaterThan(early + 0.3);
  expect(homesAt(swarm)).toBeCloseTo(0.8, 1);
  // It has formed on the way, without a call that could be told so.
  await runUntil(swarm, new Promise<void>(resolve => swarm.addEventListener('formed', () => resolve())));
  const { position, home } = readState(swarm);
  expect(Math.abs(position[0]! - home[0]!)).toBeLessThan(0.05);
  stop();
  stop();
  const calls = asked.length;
  run(swarm, 30);
  expect([asked.length, swarm.state]).toEqual([calls, 'formed']);
});

test('a canvas and its texture are read again and again; a trainer, whenever it has a sample', () => {
  const { swarm } = createSwarm({ count: COUNT, parameters: prompt });
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 16;
  const show = (x: number) => {
    const { data } = bar(x);
    canvas
      .getContext('2d')!
      .putImageData(new ImageData(data as Uint8ClampedArray<ArrayBuffer>, 16, 16), 0, 0);
  };
  for (const source of [canvas, new CanvasTexture(canvas)]) {
    show(0.2);
    const stop = swarm.follow(source);
    run(swarm, 4);
    expect(homesAt(swarm)).toBeCloseTo(0.2, 1);
    show(0.8);
    run(swarm, 4);
    expect(homesAt(swarm)).toBeCloseTo(0.8, 1);
    stop();
    show(0.2);
    run(swarm, 4);
    expect(homesAt(swarm)).toBeCloseTo(0.8, 1);
  }

  const trainer = Object.assign(new EventTarget(), { sample: () => {} });
  const added = vi.spyOn(trainer, 'addEventListener');
  const removed = vi.spyOn(trainer, 'removeEventListener');
  const sample = (x: number) =>
    trainer.dispatchEvent(new CustomEvent('sample', { detail: { image: bar(x) } }));
  const source = trainer as unknown as Parameters<typeof swarm.follow>[0];
  swarm.follow(source);
  run(swarm, 4);
  expect(homesAt(swarm)).toBeCloseTo(0.8, 1);
  for (const x of [0.3, 0.6]) {
    sample(x);
    run(swarm, 4);
    expect(homesAt(swarm)).toBeCloseTo(x, 1);
  }
  // Whoever takes over lets it go: nobody listens any more.
  const listeners = () => added.mock.calls.length - removed.mock.calls.length;
  expect(listeners()).toBe(2);
  const stop = swarm.follow(source);
  expect(listeners()).toBe(2);
  void swarm.form(ring);
  expect(listeners()).toBe(0);
  stop();
  for (const takeOver of [() => void swarm.dissolve(), () => swarm.reset(), () => swarm.dispose()]) {
    swarm.follow(source);
    expect(listeners()).toBe(2);
    takeOver();
    expect(listeners()).toBe(0);
  }
});

test('form and dissolve take over from a source, and a source from them', async () => {
  const { swarm } = createSwarm({ count: COUNT, parameters: prompt });
  const source = vi.fn(() => bar(0.8));
  const first = swarm.form(bar(0.2));
  swarm.follow(source);
  expect(await first).toBe('superseded');
  run(swarm, 20);
  expect(homesAt(swarm)).toBeCloseTo(0.8, 1);
  const formed = swarm.form(bar(0.2));
  const calls = source.mock.calls.length;
  expect(await runUntil(swarm, formed)).toBe('formed');
  expect([source.mock.calls.length, swarm.state]).toEqual([calls, 'formed']);
  expect(homesAt(swarm)).toBeCloseTo(0.2, 1);
  swarm.follow(source);
  expect(await runUntil(swarm, swarm.dissolve({ duration: 0.2 }))).toBe('dissolved');
  expect(source.mock.calls.length).toBe(calls);
  // Out of nothing, and out of an image that comes apart.
  swarm.follow(source);
  run(swarm, 20);
  expect(swarm.state).toBe('forming');
  const dissolved = swarm.dissolve();
  run(swarm, 5);
  swarm.follow(source);
  run(swarm, 1);
  expect([await dissolved, swarm.state]).toEqual(['superseded', 'forming']);
  // While the ways of a matching are awaited.
  const waiting = swarm.form(bar(0.2), { layout: 'transport' });
  swarm.follow(source);
  expect(await waiting).toBe('superseded');
  run(swarm, 20);
  expect(homesAt(swarm)).toBeCloseTo(0.8, 1);
});

test('at full mood the swarm draws together, and the figure stays what it is', () => {
  const meanDistance = (mood: number): number => {
    const { swarm } = createSwarm({ count: 2048 });
    const trainer = Object.assign(new EventTarget(), { sample: () => {} });
    const tell = (type: string, detail: object) =>
      trainer.dispatchEvent(Object.assign(new Event(type), { detail }));
    swarm.follow(trainer as never, { mood });
    tell('sample', { image: bar(0.5) });
    // A discriminator that cannot tell real from generated: as certain as a mood can be.
    for (let second = 0; second < 8; second++) {
      tell('step', { realLogit: 0, fakeLogit: 0, discriminatorLoss: 1.4, generatorLoss: 0.7 });
      run(swarm, 60);
    }
    const { position, home } = readState(swarm);
    return distances(position, home).reduce((sum, distance) => sum + distance, 0) / 2048;
  };
  const [moody, calm] = [meanDistance(1), meanDistance(0)];
  expect(moody).toBeGreaterThan(calm);
  expect(moody).toBeLessThan(0.01);
});

test('a source that throws in a frame is warned of once and asked again; the frame goes on', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { swarm } = createSwarm({ count: COUNT, parameters: prompt });
  let mood: 'well' | 'throws' | 'nonsense' = 'well';
  swarm.follow(() => {
    if (mood === 'throws') throw new Error('no signal');
    return mood === 'well' ? bar(0.7) : (42 as unknown as PixelImage);
  });
  run(swarm, 10);
  for (mood of ['throws', 'nonsense'] as const) {
    for (let frame = 0; frame < 10; frame++) expect(swarm.update(STEP)).toBe(true);
  }
  expect(warn.mock.calls).toEqual([
    [
      'The source that is followed gave no image that can be formed; it is asked again.',
      new Error('no signal'),
    ],
  ]);
  expect(homesAt(swarm)).toBeCloseTo(0.7, 1);
  warn.mockRestore();
});

test('what cannot be followed is refused at once, and what was followed goes on', () => {
  const { swarm } = createSwarm({ count: COUNT, parameters: prompt });
  const source = vi.fn(() => bar(0.5));
  swarm.follow(source);
  const follow =
    (...args: unknown[]) =>
    () =>
      (swarm.follow as (...args: unknown[]) => void).apply(swarm, args);
  expect(follow(null)).toThrow(/image was expected, not null/);
  expect(follow(7)).toThrow(/image was expected, not 7/);
  for (const rate of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(follow(ring, { rate })).toThrow(/The rate is .* images a second above 0/);
  }
  expect(follow(ring, { layout: 'spiral' })).toThrow(/no layout "spiral"/);
  run(swarm, 10);
  expect(source.mock.calls.length).toBeGreaterThan(3);
  swarm.dispose();
  expect(follow(ring)).toThrow(/disposed/);
});
