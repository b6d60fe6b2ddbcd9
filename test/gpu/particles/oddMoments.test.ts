/** Calls at odd moments: nothing flashes, hangs, is lost or breaks the host's loop. */
import { GenesisParticles } from 'genesis-particles';
import { Object3D, Ray, Vector3 } from 'three';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  answered,
  createStage,
  createSwarm,
  draw,
  insides,
  paint,
  readState,
  readTexels,
  ring,
  run,
  runUntil,
} from './fixture.ts';

const COUNT = 2048;
const parameters = { shimmer: 0, formTime: 0.3 };
const card = paint(16, 16, () => [200, 200, 200]);

const light = (stage: Parameters<typeof draw>[0]) =>
  draw(stage, 64).reduce((sum, value, i) => (i % 4 < 3 ? sum + value : sum), 0);

async function stand(options: Parameters<typeof createSwarm>[0] = {}) {
  const stage = createSwarm({ count: COUNT, parameters, ...options });
  expect(await runUntil(stage.swarm, stage.swarm.form(card))).toBe('formed');
  run(stage.swarm, 30);
  return stage;
}

test('a form in a late dissolve lights up and does not flash', async () => {
  const stage = await stand();
  const { swarm } = stage;
  const whole = light(stage);
  void swarm.dissolve({ style: 'fall', duration: 1 });
  run(swarm, 51);
  const before = light(stage);
  expect(before).toBeLessThan(0.2 * whole);
  void swarm.form(ring);
  run(swarm, 1);
  expect(light(stage)).toBeLessThan(before + 0.15 * whole);
});

test('a dissolve where motion has come to be unwanted goes on with the one before', async () => {
  const stage = await stand();
  const { swarm } = stage;
  void swarm.dissolve({ style: 'fall', duration: 1 });
  run(swarm, 45);
  const before = light(stage);
  swarm.reducedMotion = true;
  void swarm.dissolve();
  run(swarm, 1);
  expect(light(stage)).toBeLessThan(1.05 * before);
});

test('another number of particles lets go in the same order', async () => {
  const { swarm } = await stand();
  void swarm.dissolve({ style: 'burn', duration: 2 });
  run(swarm, 50);
  const turns = () => readTexels(swarm, insides(swarm).textures.turns, 0).filter((_, i) => i % 4 === 0);
  const before = turns();
  swarm.count = COUNT + 8;
  const after = turns();
  const mean = before.slice(0, COUNT).reduce((sum, turn, i) => sum + Math.abs(turn - after[i]!), 0) / COUNT;
  expect(mean).toBeLessThan(0.01);
});

test('what is knocked loose in flight is not waited for', async () => {
  const { swarm } = createSwarm({ count: COUNT, parameters });
  const formed = swarm.form(ring);
  run(swarm, 10);
  swarm.impulse(new Vector3(), 1, 2, { sticks: true });
  expect(await runUntil(swarm, formed)).toBe('formed');
});

test('who is told that an image has formed, or asked for the next, may dispose', async () => {
  const { renderer, scene } = createStage(64);
  const before = { ...renderer.info.memory };
  const told = new GenesisParticles({ renderer, count: COUNT, parameters });
  scene.add(told);
  told.addEventListener('formed', () => told.dispose());
  const formed = told.form(ring);
  while (told.state === 'forming') {
    run(told, 1);
    await answered(told);
  }
  expect(await formed).toBe('formed');
  const asked = new GenesisParticles({ renderer, count: COUNT, parameters });
  asked.follow(() => {
    asked.dispose();
    return ring;
  });
  run(asked, 1);
  expect(renderer.info.memory).toEqual(before);
});

test('a followed image that the weights do not suit is warned of once, and the loop goes on', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  const { swarm } = await stand();
  const stop = swarm.follow(() => ring, { weight: new Float32Array(5) });
  run(swarm, 20);
  expect(warn).toHaveBeenCalledTimes(1);
  expect(String(warn.mock.calls[0])).toContain('5 weights');
  stop();
  expect(swarm.state).toBe('formed');
});

test('`simulate` asks a source, and lets what ends make way', async () => {
  const { swarm } = createSwarm({ count: COUNT, parameters });
  swarm.follow(() => ring);
  swarm.simulate(1);
  expect(swarm.state).toBe('forming');
  const calm = await stand({ reducedMotion: true });
  void calm.swarm.form(ring);
  calm.swarm.simulate(3);
  expect(light(calm)).toBeGreaterThan(10);
});

test('the first image by `transport` sets out from an origin that was changed before', async () => {
  const { swarm } = createSwarm({ count: COUNT, parameters });
  swarm.parameters.origin = 'point';
  void swarm.form(ring, { layout: 'transport' });
  await answered(swarm);
  run(swarm, 1);
  const places = readState(swarm).position.filter((_, i) => i % 4 < 3);
  expect(Math.max(...places.map(Math.abs))).toBeLessThan(0.2);
});

test('a pointer at an object that was scaled to nothing is nowhere', async () => {
  const { swarm } = await stand();
  swarm.scale.setScalar(0);
  swarm.updateMatrixWorld(true);
  swarm.point(new Ray(new Vector3(0, 0, 3), new Vector3(0, 0, -1)));
  run(swarm, 2);
  swarm.scale.setScalar(1);
  swarm.point(null);
  expect(readState(swarm).position.every(Number.isFinite)).toBe(true);
});

test('a clone has the settings, the place and what the game hung on it, and forms on its own', async () => {
  const { swarm, scene } = createSwarm({
    count: COUNT,
    seed: 7,
    size: 2,
    parameters: { ...parameters, embers: 0.1 },
  });
  swarm.position.x = 3;
  swarm.add(Object.assign(new Object3D(), { name: 'label' }));
  const copy = scene.clone().children.find(child => child instanceof GenesisParticles)!;
  onTestFinished(() => copy.dispose());
  expect(copy).toMatchObject({ count: COUNT, seed: 7, size: 2 });
  expect(copy.position.x).toBe(3);
  expect(copy.parameters.embers).toBe(0.1);
  expect(copy.getObjectByName('label')).toBeTruthy();
  expect(copy.children).toHaveLength(2);
  expect(await runUntil(copy, copy.form(ring))).toBe('formed');
  expect(swarm.state).toBe('idle');
});

test('a preset that is assigned as a whole changes what it names', () => {
  const { swarm } = createSwarm({ count: 64, parameters });
  swarm.parameters = { tint: 0.25 } as typeof swarm.parameters;
  expect(swarm.parameters).toMatchObject({ tint: 0.25, formTime: 0.3 });
});

test('few are not thinned below what is always drawn', () => {
  const { swarm } = createSwarm({ count: 65_536, quality: { milliseconds: 1, measure: () => 100 } });
  void swarm.form(ring);
  for (let step = 0; step < 600 && swarm.drawnCount > 600; step++) run(swarm, 1);
  expect(swarm.drawnCount).toBeLessThanOrEqual(600);
  swarm.count = 2000;
  run(swarm, 1);
  expect(swarm.drawnCount).toBeGreaterThanOrEqual(512);
});
