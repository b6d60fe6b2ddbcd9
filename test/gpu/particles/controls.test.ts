/** Time in the caller's hands; an effect started again, and written down. */
import { GenesisParticles } from 'genesis-particles';
import { Scene } from 'three';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  createStage,
  createSwarm,
  distances,
  insides,
  paint,
  readState,
  ring,
  run,
  runUntil,
  STEP,
  share,
} from './fixture.ts';

const COUNT = 1024;
const state = (swarm: GenesisParticles) => {
  const { position, velocity, home, color } = readState(swarm);
  return { position, velocity, home, color };
};

test('paused, nothing changes and nothing settles; played, it goes on where it was', async () => {
  const { swarm } = createSwarm({ count: COUNT });
  const formed = swarm.form(ring);
  run(swarm, 30);
  const before = state(swarm);
  expect(swarm.paused).toBe(false);
  swarm.pause();
  for (let frame = 0; frame < 300; frame++) expect(swarm.update(STEP)).toBe(false);
  expect([swarm.paused, swarm.state]).toEqual([true, 'forming']);
  expect(state(swarm)).toEqual(before);
  swarm.play();
  // As if there had been no pause: no time has gathered meanwhile.
  expect(swarm.update(STEP)).toBe(true);
  expect(insides(swarm).time).toBeCloseTo(31 * STEP);
  expect(await runUntil(swarm, formed)).toBe('formed');
  // A call while it is paused is heard when it is played.
  swarm.pause();
  const dissolved = swarm.dissolve({ duration: 0.2 });
  run(swarm, 60);
  expect(swarm.state).toBe('dissolving');
  swarm.play();
  expect(await runUntil(swarm, dissolved)).toBe('dissolved');
});

test('a time scale makes time pass slower or faster, and simulate all at once: the same steps', () => {
  const { swarm } = createSwarm({ count: COUNT });
  const start = () => {
    swarm.reset(3);
    swarm.parameters.timeScale = 1;
    void swarm.form(ring);
  };
  start();
  run(swarm, 40);
  const expected = state(swarm);
  for (const [scale, frames] of [
    [0.5, 80],
    [2, 20],
    [4, 10],
  ] as const) {
    start();
    swarm.parameters.timeScale = scale;
    run(swarm, frames);
    expect(state(swarm), `${scale}`).toEqual(expected);
  }
  start();
  swarm.simulate(40 * STEP);
  expect(state(swarm)).toEqual(expected);
  swarm.parameters.timeScale = 0;
  for (let frame = 0; frame < 10; frame++) expect(swarm.update(STEP)).toBe(false);
  expect(state(swarm)).toEqual(expected);
});

test('after simulating long enough the image has formed, to be seen in the first frame', async () => {
  const { swarm } = createSwarm({ count: COUNT });
  const formed = swarm.form(ring);
  swarm.simulate(5);
  expect(await runUntil(swarm, formed)).toBe('formed');
  expect(insides(swarm).time).toBeLessThan(5.5);
  swarm.simulate(0);
});

test('reset makes it as if new, with that seed, bit for bit', async () => {
  const { renderer, swarm } = createSwarm({ count: COUNT, seed: 1, parameters: { formTime: 0.5 } });
  const play = (one: GenesisParticles) => {
    void one.form(ring);
    run(one, 7);
    one.update(0.4 * STEP);
    run(one, 20);
    return state(one);
  };
  const fresh = new GenesisParticles({ renderer, count: COUNT, seed: 5, parameters: { formTime: 0.5 } });
  onTestFinished(() => fresh.dispose());
  const atFirst = state(fresh);
  const played = play(fresh);
  // A life of its own before: formed, pushed, pointed at, half dissolved.
  expect(
    await runUntil(
      swarm,
      swarm.form(
        paint(8, 4, () => [255, 0, 0]),
        { layout: 'grid', easing: 'in' },
      ),
    ),
  ).toBe('formed');
  swarm.impulse(swarm.position, 1, 1, { sticks: true });
  const dissolving = swarm.dissolve({ style: 'fall' });
  run(swarm, 11);
  swarm.update(0.3 * STEP);
  const onReset = vi.fn();
  for (const type of ['formed', 'dissolved'] as const) swarm.addEventListener(type, onReset);
  swarm.pause();
  swarm.reset(5);
  expect(await dissolving).toBe('superseded');
  expect([swarm.state, swarm.seed, swarm.count, swarm.paused]).toEqual(['idle', 5, COUNT, false]);
  expect(onReset.mock.calls).toEqual([]);
  expect(state(swarm)).toEqual(atFirst);
  expect(play(swarm)).toEqual(played);
  // Without a seed, with the same; with another, another.
  swarm.reset();
  expect(play(swarm)).toEqual(played);
  swarm.reset(6);
  expect(play(swarm)).not.toEqual(played);
});

test('an effect that is written and read again is the same effect', () => {
  const { renderer, scene, swarm } = createSwarm({ count: 777, seed: 42, size: 2.5 });
  Object.assign(swarm.parameters, { spring: 77, layout: 'grid', warm: '#00ff88', blending: 'alpha' });
  const json = JSON.parse(JSON.stringify(swarm));
  expect(json).toMatchObject({ type: 'GenesisParticles', version: 1, count: 777, seed: 42, size: 2.5 });
  const read = (changes: object = {}) => {
    const copy = GenesisParticles.fromJSON({ ...json, ...changes }, { renderer });
    onTestFinished(() => copy.dispose());
    return copy;
  };
  const copy = read();
  expect(copy.parameters).toEqual(swarm.parameters);
  expect(JSON.parse(JSON.stringify(copy))).toEqual(json);
  expect(swarm.toJSON()).toEqual(json);
  for (const one of [swarm, copy]) {
    void one.form(ring);
    run(one, 10);
  }
  expect(state(copy)).toEqual(state(swarm));
  // What a later version has learnt is left out; what is left out has its default.
  const parameters = { ...json.parameters, sparkle: 3, toString: 4, constructor: 5 };
  expect(read({ parameters }).parameters).toEqual(swarm.parameters);
  expect(read({ parameters: undefined }).parameters.spring).toBe(130);
  expect(read({ count: undefined, seed: undefined, size: undefined })).toMatchObject({
    count: 65_536,
    seed: 1,
    size: 1,
  });
  // Inside a scene it is an object like any other, for three.js; and inside other JSON an effect.
  expect(() => scene.toJSON()).not.toThrow();
  expect(() => new Scene().copy(scene as Scene, false).toJSON()).not.toThrow();
  expect(JSON.parse(JSON.stringify({ effect: swarm, list: [swarm] }))).toEqual({
    effect: json,
    list: [json],
  });
});

const refused: readonly [string, unknown, RegExp][] = [
  ['nothing', undefined, /no effect: its type is undefined/],
  ['a text', '{}', /no effect: its type is undefined/],
  ['another type', { type: 'Mesh', version: 1 }, /no effect: its type is "Mesh"\. Give the parsed JSON/],
  ['no version', { type: 'GenesisParticles' }, /no effect|version/],
  [
    'a later version',
    { type: 'GenesisParticles', version: 2 },
    /of version 2, and this library reads up to 1.*Update/,
  ],
  ['a count that is none', { type: 'GenesisParticles', version: 1, count: 'many' }, /count is many/],
  ['a seed that is none', { type: 'GenesisParticles', version: 1, seed: -3 }, /seed is -3/],
  ['a size that is none', { type: 'GenesisParticles', version: 1, size: null }, /size is null/],
  [
    'a parameter that is none',
    { type: 'GenesisParticles', version: 1, parameters: { spring: 'hard' } },
    /"spring" was set to hard/,
  ],
  [
    'a choice that is none',
    { type: 'GenesisParticles', version: 1, parameters: { layout: 'pile' } },
    /"layout" was set to pile/,
  ],
];

test('JSON of something else is refused with a sentence, and leaves nothing behind', () => {
  const { renderer } = createStage();
  for (const [what, json, message] of refused) {
    expect(() => GenesisParticles.fromJSON(json, { renderer }), what).toThrow(message);
  }
  expect(renderer.info.memory.textures).toBe(0);
});

test('a layout, a weight or a blending that is changed acts on the image that stands', async () => {
  const { swarm } = createSwarm({ count: 1024, parameters: { shimmer: 0 } });
  expect(await runUntil(swarm, swarm.form(ring))).toBe('formed');
  const changes = [
    { weight: 'even' },
    { layout: 'grid' },
    { layout: 'flow' },
    { blending: 'alpha' },
  ] as const;
  for (const change of changes) {
    const before = readState(swarm).home;
    Object.assign(swarm.parameters, change);
    run(swarm, 1);
    const moved = distances(readState(swarm).home, before);
    // Weight and layout move homes; what covers has other colours, in the same places where the weight is even.
    if ('blending' in change) expect(insides(swarm).arrangement?.straight).toBe(true);
    else expect(share(moved, distance => distance > 0.01)).toBeGreaterThan(0.5);
    expect(swarm.state).toBe('formed');
  }
  const settled = readState(swarm).home;
  run(swarm, 5);
  expect(readState(swarm).home).toEqual(settled);
});
