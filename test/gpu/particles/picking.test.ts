/** What three's raycasters find. */
import { Raycaster, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { createSwarm, run, runUntil } from './fixture.ts';

const wide = { width: 4, height: 2, data: new Uint8ClampedArray(4 * 2 * 4).fill(255) };

test('the image is met as the rectangle that it fills, wherever it stands and from either side', () => {
  const { swarm } = createSwarm({ count: 64, size: 2 });
  void swarm.form(wide);
  run(swarm, 1);
  swarm.position.set(10, 0, 0);
  swarm.rotation.y = Math.PI / 2;
  swarm.scale.setScalar(3);
  swarm.updateMatrixWorld();
  // It is six units high and twelve wide, and looks along x.
  const from = (x: number, y: number, z: number, to = new Vector3(-1, 0, 0)) =>
    new Raycaster(new Vector3(x, y, z), to).intersectObject(swarm);

  const [met, ...others] = from(15, 1.5, -3);
  expect(others).toEqual([]);
  expect(met).toMatchObject({ distance: 5, object: swarm });
  expect(met!.point.distanceTo(new Vector3(10, 1.5, -3))).toBeLessThan(1e-6);
  expect(met!.uv!.toArray()).toEqual([expect.closeTo(0.75, 6), expect.closeTo(0.75, 6)]);
  expect(from(0, 0, 0, new Vector3(1, 0, 0))[0]?.distance).toBeCloseTo(10);
  expect(from(15, 2.9, 5.9)).toHaveLength(1);
  for (const [y, z] of [
    [3.1, 0],
    [-3.1, 0],
    [0, 6.1],
    [0, -6.1],
  ] as const)
    expect(from(15, y, z)).toEqual([]);
  expect(from(5, 0, 0), 'behind the eye').toEqual([]);
  expect(from(15, 0, 0, new Vector3(0, 1, 0)), 'alongside').toEqual([]);
});

test('no farther and no nearer than the raycaster looks', () => {
  const { swarm } = createSwarm({ count: 64 });
  void swarm.form(wide);
  const raycaster = new Raycaster(new Vector3(0, 0, 5), new Vector3(0, 0, -1), 4, 6);
  expect(raycaster.intersectObject(swarm)).toHaveLength(1);
  raycaster.far = 4.9;
  expect(raycaster.intersectObject(swarm)).toEqual([]);
  [raycaster.near, raycaster.far] = [5.1, 6];
  expect(raycaster.intersectObject(swarm)).toEqual([]);
});

test('nothing is met where nothing is to be seen', async () => {
  const { swarm } = createSwarm({ count: 64, parameters: { formTime: 0.2, dissolveTime: 0.2 } });
  const raycaster = new Raycaster(new Vector3(0, 0, 5), new Vector3(0, 0, -1));
  expect(raycaster.intersectObject(swarm)).toEqual([]);
  await runUntil(swarm, swarm.form(wide));
  expect(raycaster.intersectObject(swarm)).toHaveLength(1);
  await runUntil(swarm, swarm.dissolve());
  expect(raycaster.intersectObject(swarm)).toEqual([]);
});
