/** What a critic wants of an image, as particles show it: near and warm where more, far and cold where less. */
import type { GenesisParticles, Precision } from 'genesis-particles';
import { expect, test, vi } from 'vitest';
import {
  answered,
  createSwarm,
  distances,
  draw,
  paint,
  readState,
  ring,
  run,
  runUntil,
  STEP,
  share,
  tiers,
} from './fixture.ts';

const COUNT = 2048;
const SIDE = 32;
const card = paint(16, 16, () => [150, 150, 150]);
const quiet = { shimmer: 0, thickness: 0, embers: 0, formTime: 0.3 } as const;

/** Numbers over an image, from a function of x and y in [0, 1), y downwards. */
const fieldOf = (value: (x: number, y: number) => number, side = 28) => ({
  width: side,
  height: side,
  data: Float32Array.from({ length: side ** 2 }, (_, i) =>
    value(((i % side) + 0.5) / side, (Math.floor(i / side) + 0.5) / side),
  ),
});

const leftMore = fieldOf(x => (x < 0.5 ? 3e-5 : -3e-5));
const topMore = fieldOf((_, y) => (y < 0.5 ? 1 : -1));

async function stand(precision: Precision = 'float', parameters = {}) {
  const stage = createSwarm({ count: COUNT, precision, parameters: { ...quiet, ...parameters } });
  expect(await runUntil(stage.swarm, stage.swarm.form(card))).toBe('formed');
  run(stage.swarm, 60);
  return stage;
}

/** Lets it run until nothing changes any more. */
async function rest(swarm: GenesisParticles): Promise<void> {
  for (let step = 0; step < 1200; step++) {
    if (!swarm.update(STEP)) return;
    await answered(swarm);
  }
  throw new Error('it never lies still');
}

/** Mean of what `of` says of those at home in the left, and in the right quarter. */
function sides(
  swarm: GenesisParticles,
  of: (position: Float32Array, home: Float32Array, i: number) => number,
) {
  const { position, home } = readState(swarm);
  const mean = (within: (x: number) => boolean) => {
    const those = Array.from({ length: COUNT }, (_, i) => 4 * i).filter(i => within(home[i]!));
    return those.reduce((sum, i) => sum + of(position, home, i), 0) / those.length;
  };
  return [mean(x => x < -0.25), mean(x => x > 0.25)] as const;
}

const depths = (swarm: GenesisParticles) => sides(swarm, (position, _, i) => position[i + 2]!);

/** Light of the picture's left and right quarters, red and blue. */
function lights(stage: ReturnType<typeof createSwarm>) {
  const pixels = draw(stage, SIDE);
  const sum = (from: number, channel: number) => {
    let light = 0;
    for (let y = 0; y < SIDE; y++) {
      for (let x = from; x < from + SIDE / 4; x++) light += pixels[4 * (y * SIDE + x) + channel]!;
    }
    return light;
  };
  return [0, (3 * SIDE) / 4].map(from => ({ red: sum(from, 0), blue: sum(from, 2) })) as [Light, Light];
}
type Light = { red: number; blue: number };

test.each(['float', 'half'] as const)(
  'where it wants more particles come forward and stay there, where less they sink; and back (%s)',
  async precision => {
    const { swarm } = await stand(precision);
    await rest(swarm);
    const before = readState(swarm).position;
    swarm.press(leftMore);
    expect(swarm.update(STEP)).toBe(true);
    await rest(swarm);
    const [left, right] = depths(swarm);
    expect(left).toBeCloseTo(0.1, 2);
    expect(right).toBeCloseTo(-0.1, 2);
    // The spring's stiffness has no part in how far they are held; only the way there.
    swarm.parameters.spring = 400;
    await rest(swarm);
    expect(depths(swarm)[0]).toBeCloseTo(left, 3);
    swarm.press(null);
    expect(swarm.update(STEP)).toBe(true);
    await rest(swarm);
    expect(Math.max(...distances(readState(swarm).position, before))).toBeLessThan(
      precision === 'half' ? 2e-3 : 1e-5,
    );
  },
);

test('they gather where it wants more than beside', async () => {
  const { swarm } = await stand();
  swarm.press(fieldOf((x, y) => Math.exp(-12 * ((x - 0.5) ** 2 + (y - 0.5) ** 2))));
  run(swarm, 120);
  const inwards = sides(swarm, (position, home, i) => position[i]! - home[i]!);
  expect(inwards[0]).toBeGreaterThan(5e-4);
  expect(inwards[1]).toBeLessThan(-5e-4);
});

test.each(tiers)('it is seen in depth and in colour (%s)', async precision => {
  const stage = await stand(precision);
  const { swarm } = stage;
  const [left, right] = lights(stage);
  expect(left.red / left.blue).toBeCloseTo(right.red / right.blue, 1);
  swarm.press(leftMore);
  run(swarm, 90);
  const [warm, cold] = lights(stage);
  expect(warm.red / warm.blue).toBeGreaterThan((3 * left.red) / left.blue);
  expect(cold.red / cold.blue).toBeLessThan((0.4 * right.red) / right.blue);
  expect(warm.red).toBeGreaterThan(1.2 * left.red);
  expect(cold.blue).toBeLessThan(0.7 * right.blue);
  // From the side: the front is to the right.
  swarm.parameters.critiqueTint = 0;
  swarm.press(topMore);
  run(swarm, 90);
  swarm.rotation.y = Math.PI / 2;
  const pixels = draw(stage, SIDE);
  const middle = (from: number) => {
    let [sum, light] = [0, 0];
    for (let y = from; y < from + SIDE / 4; y++) {
      for (let x = 0; x < SIDE; x++) {
        const here = pixels[4 * (y * SIDE + x)]!;
        sum += here * ((x + 0.5) / SIDE - 0.5);
        light += here;
      }
    }
    return sum / light;
  };
  expect(middle((3 * SIDE) / 4)).toBeCloseTo(0.1, 1);
  expect(middle(0)).toBeCloseTo(-0.1, 1);
});

test.each(tiers)(
  'with no strength, or no field, every bit is as it would be without (%s)',
  async precision => {
    const play = (press: (swarm: GenesisParticles) => void, parameters = {}) => {
      const stage = createSwarm({ count: COUNT, precision, parameters: { ...quiet, ...parameters } });
      press(stage.swarm);
      void stage.swarm.form(card);
      run(stage.swarm, 40);
      press(stage.swarm);
      run(stage.swarm, 60);
      return { position: readState(stage.swarm).position, picture: draw(stage, SIDE) };
    };
    const alone = play(() => {});
    expect(play(swarm => swarm.press(null))).toEqual(alone);
    expect(play(swarm => swarm.press(fieldOf(() => 0)))).toEqual(alone);
    const weak = play(swarm => swarm.press(leftMore), { critiquePush: 0, critiqueTint: 0 });
    expect(weak.position).toEqual(alone.position);
    // Another program draws it.
    for (const [i, light] of weak.picture.entries()) expect(light).toBeCloseTo(alone.picture[i]!, 4);
  },
);

test.each(tiers)('it comes and goes smoothly (%s)', async precision => {
  const stage = await stand(precision);
  const warmth = () => {
    const [left] = lights(stage);
    return left.red / (left.red + left.blue);
  };
  for (const field of [leftMore, fieldOf(x => (x < 0.5 ? -1 : 1), 9), null]) {
    stage.swarm.press(field);
    let [last, most] = [warmth(), 0];
    const first = last;
    for (let step = 0; step < 45; step++) {
      run(stage.swarm, 1);
      const now = warmth();
      most = Math.max(most, Math.abs(now - last));
      last = now;
    }
    expect(Math.abs(last - first)).toBeGreaterThan(0.25);
    expect(most).toBeLessThan(0.1);
  }
});

test.each(tiers)('an image forms while it is pressed upon, each particle at home (%s)', async precision => {
  const { swarm } = await stand(precision, { critiquePush: 0.5 });
  swarm.press(leftMore);
  run(swarm, 90);
  for (const image of [ring, card]) {
    expect(await runUntil(swarm, swarm.form(image))).toBe('formed');
    const { position, home } = readState(swarm);
    home.forEach((_, i) => {
      if (i % 4 > 1) home[i] = 0;
    });
    const near = share(distances(position, home), distance => distance <= 0.5 / image.width);
    expect(near).toBeGreaterThanOrEqual(0.97);
    run(swarm, 60);
  }
  expect(await runUntil(swarm, swarm.dissolve())).toBe('dissolved');
});

test('a swarm of another number, or that was reset, has what it should', async () => {
  const { swarm } = await stand();
  swarm.press(leftMore);
  run(swarm, 90);
  swarm.count = COUNT + 500;
  run(swarm, 120);
  expect(depths(swarm)[0]).toBeGreaterThan(0.08);
  swarm.reset();
  swarm.count = COUNT;
  expect(await runUntil(swarm, swarm.form(card))).toBe('formed');
  run(swarm, 90);
  expect(Math.abs(depths(swarm)[0])).toBeLessThan(1e-3);
});

test('a field that is none is refused, and the last one stays', async () => {
  const { swarm } = await stand();
  swarm.press(leftMore);
  const press = (field: unknown) => () => swarm.press(field as typeof leftMore);
  expect(press(undefined)).toThrow(/field is undefined × undefined with undefined numbers/);
  expect(press({ width: 2, height: 2, data: [1, 2, 3] })).toThrow(/2 × 2 with 3 numbers/);
  expect(press({ width: 0, height: 2, data: [] })).toThrow(/width × height/);
  expect(press({ width: 2, height: 1, data: [1, Number.NaN] })).toThrow(/Number 1 of the field is NaN/);
  run(swarm, 90);
  expect(depths(swarm)[0]).toBeGreaterThan(0.08);
  swarm.dispose();
  expect(press(null)).toThrow(/disposed/);
});

test('its one texture is used again, comes back with a lost context, and goes with the swarm', async () => {
  const stage = await stand();
  const { renderer, swarm } = stage;
  draw(stage, SIDE);
  const { textures } = renderer.info.memory;
  for (const side of [28, 28, 9, 100]) {
    swarm.press(fieldOf(x => (x < 0.5 ? 1 : -1), side));
    run(swarm, 2);
    draw(stage, SIDE);
    expect(renderer.info.memory.textures).toBe(textures + 1);
  }
  const event = (name: string) =>
    new Promise(resolve => renderer.domElement.addEventListener(name, resolve, { once: true }));
  const lost = event('webglcontextlost');
  renderer.forceContextLoss();
  await lost;
  await new Promise(resolve => setTimeout(resolve));
  const restored = event('webglcontextrestored');
  renderer.forceContextRestore();
  await restored;
  run(swarm, 240);
  expect(depths(swarm)[0]).toBeGreaterThan(0.08);
  expect(depths(swarm)[1]).toBeLessThan(-0.08);
  swarm.dispose();
  expect(renderer.info.memory.textures).toBe(0);
});

test('a trainer that is followed is asked with every sample, until it is let go', async () => {
  const { swarm } = createSwarm({ count: COUNT, parameters: quiet });
  const critique = vi.fn(async (_: object) => ({
    image: card,
    gradient: new Float32Array(256).map((_, i) => 8 - (i % 16)),
  }));
  const trainer = Object.assign(new EventTarget(), { sample: () => {}, critique, settings: { seed: 7 } });
  const source = trainer as unknown as Parameters<typeof swarm.follow>[0];
  const stop = swarm.follow(source, { critique: true });
  trainer.dispatchEvent(new CustomEvent('sample', { detail: { image: card } }));
  expect(critique.mock.calls).toEqual([[{ seed: 7 }]]);
  await runUntil(swarm, new Promise(resolve => swarm.addEventListener('formed', resolve)));
  run(swarm, 120);
  expect(depths(swarm)[0]).toBeGreaterThan(0.05);
  expect(depths(swarm)[1]).toBeLessThan(-0.05);
  stop();
  run(swarm, 200);
  expect(Math.abs(depths(swarm)[0])).toBeLessThan(1e-3);
  // What asks for it without a discriminator is told.
  expect(() => swarm.follow(card, { critique: true })).toThrow(/critique: true .* GanTrainer/);
  swarm.follow(source, { critique: true });
  swarm.dispose();
});
