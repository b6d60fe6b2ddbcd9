/** A hundred effects come and go, and nothing is left of them. */
import { GenesisParticles } from 'genesis-particles';
import { Vector3 } from 'three';
import { expect, test, vi } from 'vitest';
import { createStage, insides, ring, run } from './fixture.ts';
import { watchListeners, watchWorkers } from './watchListeners.ts';

test('a hundred created, formed and disposed of leave memory, programs, workers and listeners as they were', async () => {
  const { renderer, scene, camera } = createStage(64);
  const listeners = watchListeners(renderer.domElement);
  const windowListeners = watchListeners(window);
  const workers = watchWorkers();
  const trainer = Object.assign(new EventTarget(), { sample: () => {} });
  const trainerListeners = watchListeners(trainer);
  const left = () => ({
    textures: renderer.info.memory.textures,
    geometries: renderer.info.memory.geometries,
    programs: renderer.info.programs?.length,
    listeners: listeners.now,
    windowListeners: windowListeners.now,
    trainerListeners: trainerListeners.now,
    workers: workers.now,
    objects: scene.children.length,
  });
  // One stays throughout, so that programs are shared and nothing of it may be taken away.
  const stays = new GenesisParticles({ renderer, count: 1024 });
  scene.add(stays);
  void stays.form(ring);
  run(stays, 5);
  renderer.render(scene, camera);
  const before = left();
  expect(before).toMatchObject({ listeners: 1, workers: 0, objects: 1 });
  const blendings = ['additive', 'alpha', 'opaque'] as const;
  for (let cycle = 0; cycle < 100; cycle++) {
    const swarm = new GenesisParticles({ renderer, count: 1024 });
    scene.add(swarm);
    if (cycle % 25 === 1) void swarm.form(ring, { layout: 'transport' });
    else if (cycle % 25 === 2) swarm.follow(trainer as unknown as typeof ring);
    else void swarm.form(ring, { layout: cycle % 2 ? 'grid' : 'flow' });
    run(swarm, 2);
    if (cycle % 25 === 3) {
      swarm.parameters.blending = blendings[cycle % 3]!;
      swarm.parameters.primitive = 'quads';
      swarm.impulse(new Vector3(), 1, 1);
      swarm.reset(cycle);
      void swarm.form(ring);
      run(swarm, 2);
    }
    if (cycle % 25 === 4) insides(swarm).beginCount(0.1);
    renderer.render(scene, camera);
    // Every other one is gone before what finds the ways has been loaded.
    if (cycle % 50 === 1) await vi.waitUntil(() => workers.ever > cycle / 50);
    swarm.dispose();
  }
  await vi.waitUntil(() => workers.now === 0);
  expect([workers.ever, trainerListeners.ever, listeners.ever]).toEqual([2, 8, 101]);
  run(stays, 1);
  renderer.render(scene, camera);
  expect(left()).toEqual(before);
  stays.dispose();
  expect(left()).toEqual({
    textures: 0,
    geometries: 0,
    programs: 0,
    listeners: 0,
    windowListeners: 0,
    trainerListeners: 0,
    workers: 0,
    objects: 0,
  });
});
