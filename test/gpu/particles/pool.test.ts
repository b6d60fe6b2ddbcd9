/** Effects that are used again and again: what a game may do five hundred times without anything piling up. */
import { GenesisPool, type GenesisPoolOptions, type PixelImage } from 'genesis-particles';
import { Group, Vector3 } from 'three';
import { expect, onTestFinished, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { createStage, distances, paint, readState, ring, run, runUntil } from './fixture.ts';
import { watchCreations } from './watchCreations.ts';
import { watchListeners, watchWorkers } from './watchListeners.ts';

const disc: PixelImage = paint(28, 28, (x, y) =>
  Math.hypot(x - 0.5, y - 0.5) < 0.3 ? [255, 180, 90] : [0, 0, 0],
);

const large: PixelImage = paint(40, 60, () => [40, 90, 255]);

function createPool(options: Partial<GenesisPoolOptions> = {}) {
  const stage = createStage(64);
  const pool = new GenesisPool({
    renderer: stage.renderer,
    capacity: 4,
    count: 512,
    images: [ring, large],
    dissolves: ['burst', 'fall'],
    ...options,
  });
  stage.scene.add(pool);
  onTestFinished(() => pool.dispose());
  return { ...stage, pool };
}

const MEBIBYTE = 2 ** 20;

/** Bytes of the page's heap that are in use when all has been collected that can be. */
async function heapInUse(): Promise<number> {
  const { send } = cdp() as unknown as { send(method: string): Promise<{ usedSize: number }> };
  await send('HeapProfiler.collectGarbage');
  return (await send('Runtime.getHeapUsage')).usedSize;
}

test('five hundred spawns, hits and deaths create nothing on the GPU and leave everything as it was', async () => {
  const { renderer, scene, camera, pool } = createPool();
  const [listeners, pageListeners] = [watchListeners(renderer.domElement), watchListeners(window)];
  const workers = watchWorkers();
  renderer.render(scene, camera);
  const { memory } = renderer.info;
  const left = () => ({
    ...memory,
    programs: renderer.info.programs?.length,
    objects: pool.children.length,
    listeners: listeners.now,
    pageListeners: pageListeners.now,
    workers: workers.now,
  });
  const before = left();
  const heap = await heapInUse();
  const created = watchCreations(renderer.getContext());
  const hit = new Vector3(0.1, 0, 0);
  for (let spawn = 0; spawn < 500; spawn++) {
    const effect = pool.acquire()!;
    effect.position.x = spawn % 3;
    void effect.form([ring, disc, large][spawn % 3]!, { duration: 0.1 });
    pool.update(0.05);
    effect.impulse(hit, 0.3, 2, { sticks: true });
    pool.update(0.05);
    renderer.render(scene, camera);
    // Every fifth comes to stand before it is hit again.
    if (spawn % 5 === 0) for (let i = 0; i < 10; i++) pool.update(0.05);
    effect.impulse(hit, 0.3, 2);
    pool.update(0.02);
    void effect.dissolve({ style: spawn % 2 ? 'burst' : 'fall', duration: 0.05 });
    pool.update(0.05);
    renderer.render(scene, camera);
    pool.release(effect);
  }
  expect([...new Set(created)]).toEqual([]);
  expect(left()).toEqual(before);
  expect(pool.available).toBe(4);
  expect((await heapInUse()) - heap).toBeLessThan(MEBIBYTE);
});

test('what is acquired shows nothing, and is as the pool was told, whatever was done to it before', () => {
  const { pool } = createPool({ size: 2, parameters: { spring: 77 } });
  const effect = pool.acquire()!;
  const parent = new Group();
  parent.add(effect);
  effect.position.set(1, 2, 3);
  effect.rotation.y = 1;
  effect.scale.setScalar(3);
  effect.size = 5;
  effect.parameters.spring = 10;
  effect.renderOrder = 4;
  effect.visible = false;
  void effect.form(ring);
  run(effect, 30);
  effect.pause();
  pool.release(effect);
  const again = pool.acquire()!;
  expect(again).toBe(effect);
  expect(again.state).toBe('idle');
  expect(again.update(1)).toBe(false);
  expect(again.parent).toBe(pool);
  expect([...again.position, ...again.scale, again.rotation.y]).toEqual([0, 0, 0, 1, 1, 1, 0]);
  expect([again.size, again.renderOrder, again.visible, again.paused]).toEqual([2, 0, true, false]);
  expect(again.parameters.spring).toBe(77);
});

test('the next image of an effect comes from its origin, not from where the last one stood', async () => {
  const { pool } = createPool({ parameters: { origin: 'point', turbulence: 0 }, precision: 'float' });
  const effect = pool.acquire()!;
  await runUntil(effect, effect.form(ring));
  pool.release(effect);
  expect(pool.acquire()).toBe(effect);
  void effect.form(ring);
  run(effect, 1);
  const { position, home } = readState(effect);
  const far = Math.max(...distances(position, home));
  expect(far).toBeGreaterThan(0.25);
});

test('a promise that is pending when an effect is released is superseded', async () => {
  const { pool } = createPool();
  const effect = pool.acquire()!;
  const forming = effect.form(ring);
  run(effect, 3);
  pool.release(effect);
  await expect(forming).resolves.toBe('superseded');
});

test('only effects in use are advanced, and whether any changed is told', () => {
  const { pool } = createPool();
  expect(pool.update(0.1)).toBe(false);
  const [first, second] = [pool.acquire()!, pool.acquire()!];
  expect(pool.update(0.1)).toBe(false);
  void first.form(ring);
  void second.form(ring);
  expect(pool.update(0.1)).toBe(true);
  pool.release(first);
  pool.release(second);
  expect(pool.update(0.1)).toBe(false);
});

test('all can be taken back at once: what was under way is superseded', async () => {
  const { pool } = createPool({ capacity: 2 });
  const formings = [pool.acquire()!, pool.acquire()!].map(effect => effect.form(ring));
  pool.update(0.1);
  pool.releaseAll();
  expect(pool.available).toBe(2);
  expect(await Promise.all(formings)).toEqual(['superseded', 'superseded']);
  expect(pool.acquire()!.state).toBe('idle');
});

test('when all are in use there is none; what is not in use cannot be released', () => {
  const { pool } = createPool({ capacity: 2 });
  const [first] = [pool.acquire()!, pool.acquire()!];
  expect(pool.available).toBe(0);
  expect(pool.acquire()).toBeNull();
  pool.release(first);
  expect(() => pool.release(first)).toThrow('not in use');
  const { pool: other } = createPool({ capacity: 1 });
  expect(() => pool.release(other.acquire()!)).toThrow('not in use');
});

test('a pool that cannot be is refused, and leaves nothing behind', () => {
  const { renderer } = createStage(16);
  for (const capacity of [0, 1.5, Number.NaN, -1, 5000, '4' as unknown as number]) {
    expect(() => new GenesisPool({ renderer, capacity, count: 64 })).toThrow('capacity');
  }
  const of = (options: object) => () => new GenesisPool({ renderer, capacity: 2, count: 64, ...options });
  expect(of({ count: -1 })).toThrow('count');
  expect(of({ dissolves: ['burst', 'melt'] })).toThrow('melt');
  expect(of({ images: [ring, { width: 3 }] })).toThrow();
  expect(renderer.info.memory).toMatchObject({ textures: 0, geometries: 0 });
});

test('disposed of, it leaves nothing, and says so when it is used', () => {
  const { renderer, scene, camera, pool } = createPool();
  const effect = pool.acquire()!;
  void effect.form(ring);
  pool.update(0.1);
  renderer.render(scene, camera);
  pool.dispose();
  pool.dispose();
  expect(renderer.info.memory).toMatchObject({ textures: 0, geometries: 0 });
  expect(renderer.info.programs).toHaveLength(0);
  for (const use of [() => pool.acquire(), () => pool.update(0.1), () => pool.release(effect)]) {
    expect(use).toThrow('disposed');
  }
});
