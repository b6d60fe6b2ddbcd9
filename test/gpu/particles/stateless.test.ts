/** A swarm without state on the GPU: where its particles are follows from the time. */
import {
  type DissolveStyle,
  type GenesisParticles,
  type Layout,
  type Origin,
  swarmParameters,
} from 'genesis-particles';
import { describe, expect, test, vi } from 'vitest';
import {
  correlation,
  createSwarm,
  distances,
  draw,
  inner,
  paint,
  readState,
  ring,
  run,
  runUntil,
  STEP,
  share,
} from './fixture.ts';

const SIDE = 20;

const stateless = (options: Parameters<typeof createSwarm>[0] = {}) =>
  createSwarm({ precision: 'stateless', ...options });

/** A picture of where JavaScript says the particles are: how many of them in each cell. */
function splat({ position }: { position: Float32Array }): Float64Array {
  const cells = new Float64Array(SIDE * SIDE);
  for (let i = 0; i < position.length; i += 4) {
    const x = Math.floor((position[i]! + 0.5) * SIDE);
    const y = Math.floor((position[i + 1]! + 0.5) * SIDE);
    if (x >= 0 && x < SIDE && y >= 0 && y < SIDE) cells[y * SIDE + x]! += 1;
  }
  return cells;
}

/** The same of what is drawn. */
function drawn(stage: ReturnType<typeof createSwarm>): Float64Array {
  const fine = 16 * SIDE;
  const pixels = draw(stage, fine);
  const cells = new Float64Array(SIDE * SIDE);
  for (let y = 0; y < fine; y++) {
    for (let x = 0; x < fine; x++) cells[(y >> 4) * SIDE + (x >> 4)]! += pixels[4 * (y * fine + x)]!;
  }
  return cells;
}

const white = paint(24, 24, () => [255, 255, 255]);
const looks = {
  shimmer: 0,
  thickness: 0,
  embers: 0,
  particleSize: 0.1,
  minPixels: 1,
  sprite: 'square',
} as const;

test.each([20, 50, 70, 90, 140])(
  'after %i steps the shader draws particles where JavaScript has them',
  steps => {
    const stage = stateless({ count: 2048, parameters: looks });
    void stage.swarm.form(ring);
    run(stage.swarm, steps);
    inner(stage.swarm).show({ ...stage.swarm['showing'], lag: 0 });
    expect(correlation(drawn(stage), splat(readState(stage.swarm)))).toBeGreaterThan(0.97);
  },
);

test.each(swarmParameters.dissolve.options as readonly DissolveStyle[])(
  'also as it comes apart by %s, without a jump, until nothing is left',
  async style => {
    const stage = stateless({ count: 2048, parameters: looks });
    const { swarm } = stage;
    expect(await runUntil(swarm, swarm.form(white))).toBe('formed');
    run(swarm, 60);
    let before = readState(swarm).position;
    const start = before;
    const dissolved = swarm.dissolve({ style, duration: 1 });
    expect(Math.max(...distances(before, readState(swarm).position))).toBeLessThan(1e-5);
    for (let step = 0; step < 20; step++) {
      run(swarm, 1);
      const after = readState(swarm).position;
      expect(Math.max(...distances(before, after))).toBeLessThan(0.3);
      before = after;
    }
    // While it is as bright as at first.
    inner(swarm).show({ ...swarm['showing'], lag: 0, flare: 0 });
    expect(correlation(drawn(stage), splat(readState(swarm)))).toBeGreaterThan(0.9);
    run(swarm, 30);
    expect(share(distances(readState(swarm).position, start), distance => distance > 0.02)).toBeGreaterThan(
      0.8,
    );
    expect(await runUntil(swarm, dissolved)).toBe('dissolved');
    expect(Math.max(...draw(stage, SIDE))).toBe(0);
  },
);

describe('is the twin of a swarm that is simulated', () => {
  const picture = paint(12, 9, (x, y) => [255 * x, 255 * y, 60, y < 0.2 ? 0 : 255]);
  test.each<[Layout, Origin]>([
    ['flow', 'scatter'],
    ['flow', 'ring'],
    ['grid', 'point'],
    ['grid', 'sphere'],
    ['flow', 'rain'],
  ])('in the homes, colours and turns of %s, and where it sets out from: %s', (layout, origin) => {
    const states = (['float', 'stateless'] as const).map(precision => {
      const { swarm } = createSwarm({ precision, count: 2000 });
      void swarm.form(picture, { layout, origin });
      return readState(swarm);
    });
    const [simulated, closed] = states as [(typeof states)[0], (typeof states)[0]];
    const difference = (name: 'home' | 'color' | 'position') =>
      Array.from(simulated[name], (value, i) => Math.abs(value - closed[name][i]!));
    expect(share(difference('home'), value => value < 2 / 255)).toBe(1);
    expect(
      share(
        difference('home').filter((_, i) => i % 4 < 2),
        value => value < 1e-5,
      ),
    ).toBe(1);
    // At the border between two pixels rounding may choose the other one.
    expect(
      share(
        difference('color').filter((_, i) => i % 4 < 3),
        value => value < 2e-3,
      ),
    ).toBeGreaterThan(0.995);
    expect(
      share(
        difference('position').filter((_, i) => i % 4 < 3),
        // The GPU's sines are coarse.
        value => value < 1e-3,
      ),
    ).toBe(1);
  });

  test('with more pixels than particles in a grid', () => {
    const large = paint(60, 40, (x, y) => [255 * x, 255 * y, 0]);
    const [simulated, closed] = (['float', 'stateless'] as const).map(precision => {
      const { swarm } = createSwarm({ precision, count: 500 });
      void swarm.form(large, { layout: 'grid' });
      return readState(swarm);
    }) as [ReturnType<typeof readState>, ReturnType<typeof readState>];
    const apart = Array.from(simulated.color, (value, i) => Math.abs(value - closed.color[i]!));
    expect(
      share(
        apart.filter((_, i) => i % 4 < 3),
        value => value < 2e-3,
      ),
    ).toBe(1);
  });
});

describe('nothing jumps', () => {
  const still = (swarm: GenesisParticles, happen: () => void, most = 1e-5) => {
    const before = readState(swarm).position;
    happen();
    const after = readState(swarm).position;
    expect(Math.max(...distances(before, after.subarray(0, before.length)))).toBeLessThan(most);
    run(swarm, 1);
    expect(Math.max(...distances(after, readState(swarm).position))).toBeLessThan(0.1);
  };

  test.each([0, 30, 60, 100, 200])('when another image comes after %i steps', async steps => {
    const { swarm } = stateless();
    void swarm.form(ring);
    run(swarm, steps);
    let next: Promise<unknown> | undefined;
    still(swarm, () => {
      next = swarm.form(white, { origin: 'previous' });
    });
    expect(await runUntil(swarm, next!)).toBe('formed');
  });

  test('when an image comes in the midst of a dissolving', async () => {
    const { swarm } = stateless();
    expect(await runUntil(swarm, swarm.form(ring))).toBe('formed');
    void swarm.dissolve({ style: 'burst' });
    run(swarm, 30);
    let next: Promise<unknown> | undefined;
    still(swarm, () => {
      next = swarm.form(white);
    });
    expect(await runUntil(swarm, next!)).toBe('formed');
  });

  test('when an image that is forming is let go', () => {
    const { swarm } = stateless();
    void swarm.form(ring);
    run(swarm, 60);
    still(swarm, () => void swarm.dissolve({ style: 'fall' }));
  });

  test.each([5000, 3000])('of those that stay, with %i particles instead of 4,096', async count => {
    const { swarm } = stateless();
    const formed = swarm.form(ring);
    run(swarm, 60);
    const before = readState(swarm).position;
    swarm.count = count;
    const stay = 4 * Math.min(4096, count);
    expect(
      Math.max(...distances(before.subarray(0, stay), readState(swarm).position.subarray(0, stay))),
    ).toBeLessThan(1e-5);
    expect(await runUntil(swarm, formed)).toBe('formed');
  });
});

test('an image that is followed is followed', async () => {
  const { swarm } = stateless({ parameters: { formTime: 0.5 } });
  const at = (time: number) =>
    paint(16, 16, x => (Math.abs(x - 0.3 - 0.1 * time) < 0.1 ? [255, 255, 255] : [0, 0, 0]));
  const stop = swarm.follow(at);
  await runUntil(swarm, new Promise(resolve => swarm.addEventListener('formed', resolve)));
  run(swarm, Math.round((4 - inner(swarm).time) / STEP));
  stop();
  run(swarm, 60);
  const { position, home } = readState(swarm);
  expect(swarm.state).toBe('formed');
  expect(Math.max(...distances(position, home))).toBeLessThan(0.005);
  const mean = position.reduce((sum, value, i) => sum + (i % 4 === 0 ? value : 0), 0) / swarm.count;
  expect(mean).toBeCloseTo(0.3 + 0.4 - 0.5, 1);
});

test('the shortest ways of the transport layout are taken', async () => {
  const { swarm } = stateless({ count: 1024, parameters: { layout: 'transport' } });
  expect(await runUntil(swarm, swarm.form(ring))).toBe('formed');
  const before = readState(swarm).home.slice();
  expect(await runUntil(swarm, swarm.form(white))).toBe('formed');
  const { position, home } = readState(swarm);
  expect(share(distances(position, home), distance => distance < 0.02)).toBeGreaterThanOrEqual(0.99);
  const travel = (to: Float32Array) =>
    distances(before, to).reduce((sum, value) => sum + value ** 2, 0) / 1024;
  const flow = stateless({ count: 1024 }).swarm;
  void flow.form(white);
  // The third and fourth numbers of a home are none.
  const flat = (homes: Float32Array) => homes.map((value, i) => (i % 4 < 2 ? value : 0));
  before.forEach((_, i) => {
    if (i % 4 > 1) before[i] = 0;
  });
  expect(travel(flat(home))).toBeLessThan(travel(flat(readState(flow).home)));
});

test('nothing of it is rendered to, and nothing is read back', async () => {
  const stage = stateless();
  const { renderer, scene, camera, swarm } = stage;
  const target = vi.spyOn(renderer, 'setRenderTarget');
  const read = vi.spyOn(renderer, 'readRenderTargetPixelsAsync');
  const formed = swarm.form(ring);
  expect(await runUntil(swarm, formed)).toBe('formed');
  run(swarm, 60);
  renderer.render(scene, camera);
  void swarm.dissolve();
  run(swarm, 5);
  expect(target.mock.calls.filter(([to]) => to !== null)).toEqual([]);
  expect(read).not.toHaveBeenCalled();
});

test('impulses and the pointer change nothing, and harm nothing', async () => {
  const [calm, hit] = [stateless().swarm, stateless().swarm];
  for (const swarm of [calm, hit]) void swarm.form(ring);
  run(calm, 40);
  run(hit, 20);
  hit.impulse(hit.position, 1, 5, { sticks: true });
  run(hit, 20);
  expect(readState(hit).position).toEqual(readState(calm).position);
});

test('it is the same at 30, 60 and 144 frames a second', () => {
  const states = [30, 60, 144].map(rate => {
    const { swarm } = stateless();
    void swarm.form(ring);
    for (let frame = 0; frame < rate; frame++) swarm.update(1 / rate);
    return readState(swarm).position;
  });
  for (const state of states) expect(Math.max(...distances(state, states[0]!))).toBe(0);
});

test('it moves smoothly between two steps', () => {
  const stage = stateless({ count: 2048, parameters: looks });
  const { swarm } = stage;
  void swarm.form(white);
  run(swarm, 60);
  const picture = () => draw(stage, 128);
  const frames = [picture()];
  for (let frame = 0; frame < 4; frame++) {
    swarm.update(STEP / 4);
    frames.push(picture());
  }
  for (let frame = 0; frame < 4; frame++) expect(frames[frame + 1]).not.toEqual(frames[frame]);
});
