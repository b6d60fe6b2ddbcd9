/** The form for devices without float targets, while its code is on its way: here it has not been loaded before. */
import { GenesisParticles, type PixelImage } from 'genesis-particles';
import { WebGLRenderer } from 'three';
import { expect, onTestFinished, test, vi } from 'vitest';
import { AwaitedSwarm } from '../../../src/particles/index.ts';

const white: PixelImage = { width: 8, height: 8, data: new Uint8ClampedArray(256).fill(255) };

function open() {
  const renderer = new WebGLRenderer({ canvas: document.createElement('canvas') });
  const swarm = new GenesisParticles({
    renderer,
    count: 512,
    precision: 'stateless',
    parameters: { formTime: 0.3 },
  });
  onTestFinished(() => {
    swarm.dispose();
    renderer.dispose();
    renderer.forceContextLoss();
  });
  // biome-ignore lint/complexity/useLiteralKeys: a test may look inside
  return { swarm, isAwaited: () => swarm['swarm'] instanceof AwaitedSwarm };
}

test('until it is there time stands still; then what was asked for is done', async () => {
  const { swarm, isAwaited } = open();
  const formed = swarm.form(white);
  swarm.count = 600;
  expect([isAwaited(), swarm.precision, swarm.state, swarm.count]).toEqual([
    true,
    'stateless',
    'forming',
    600,
  ]);
  swarm.simulate(30);
  expect([swarm.update(1), swarm.state]).toEqual([false, 'forming']);
  await vi.waitUntil(() => !isAwaited());
  expect([swarm.precision, swarm.state, swarm.count, swarm.drawnCount]).toEqual([
    'stateless',
    'forming',
    600,
    600,
  ]);
  const settled = formed.then(result => result);
  for (let step = 0; step < 300 && swarm.state === 'forming'; step++) {
    swarm.update(1 / 60);
    await Promise.resolve();
  }
  expect([await settled, swarm.children.length]).toEqual(['formed', 1]);
  // From now on it is at hand.
  expect(open().isAwaited()).toBe(false);
});

test('one that was disposed of meanwhile stays so; and where it cannot be loaded every call says so', async () => {
  const { swarm } = open();
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const wait = (loaded: Promise<void>) => {
    const standIn = new AwaitedSwarm(512, swarm.parameters, loaded);
    Object.assign(swarm, { swarm: standIn });
    // biome-ignore lint/complexity/useLiteralKeys: a test may look inside
    swarm['awaitLoaded'](standIn);
  };
  wait(Promise.reject(new Error('offline')));
  const formed = swarm.form(white);
  await expect(formed).rejects.toThrow('could not be loaded: offline');
  await expect(swarm.form(white)).rejects.toThrow('offline');
  expect(warn.mock.calls[0]![0]).toContain('offline');
  expect(swarm.state).toBe('idle');

  const loaded = Promise.resolve();
  wait(loaded);
  swarm.dispose();
  await loaded;
  expect([swarm.children.length, swarm.parent]).toEqual([1, null]);
});
