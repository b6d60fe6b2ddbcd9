/** A frame is sacred: `update` makes no object that somebody would have to collect. */
import { GenesisPool } from 'genesis-particles';
import { Vector3 } from 'three';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { createStage, ring, STEP } from './fixture.ts';

interface Node {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children: readonly Node[];
}

interface Profile {
  readonly head: Node;
  readonly samples: readonly { readonly nodeId: number; readonly size: number }[];
}

/** A number with a fraction, in a box: what the engine makes of one that is kept in an object of three.js, a uniform's value. */
const BOXED_NUMBER = 12;

/**
 * What of ours has made objects in `work`, by function with the bytes of each. The engine may make some of its own while it
 * compiles, at moments of its choosing: what is made by our code is made whenever that runs.
 */
async function objectsOf(work: () => void): Promise<Record<string, string>> {
  let made = await sampled(work);
  for (let again = 0; again < 2 && Object.keys(made).length > 0; again++) {
    const others = await sampled(work);
    made = Object.fromEntries(Object.entries(made).filter(([who]) => who in others));
  }
  return made;
}

/** Every single object, in one run. */
async function sampled(work: () => void): Promise<Record<string, string>> {
  const { send } = cdp() as unknown as {
    send(method: string, params?: object): Promise<{ profile: Profile }>;
  };
  await send('HeapProfiler.enable');
  await send('HeapProfiler.startSampling', {
    samplingInterval: 1,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  work();
  const { profile } = await send('HeapProfiler.stopSampling');
  const ours = new Map<number, string>();
  const visit = ({ id, callFrame: { url, functionName }, children }: Node): void => {
    const file = /\/src\/(.*\.ts)/.exec(url)?.[1];
    if (file) ours.set(id, `${functionName} in ${file}`);
    children.forEach(visit);
  };
  visit(profile.head);
  const made: Record<string, string> = {};
  for (const { nodeId, size } of profile.samples) {
    const who = ours.get(nodeId);
    if (who && size > BOXED_NUMBER) made[who] = `${made[who] ?? ''} ${size}`;
  }
  return made;
}

let pool: GenesisPool;
const update = (frames: number) => {
  for (let frame = 0; frame < frames; frame++) pool.update(STEP);
};
const hit = new Vector3(0.1, 0, 0);

beforeEach(() => {
  const { renderer, scene } = createStage(64);
  pool = new GenesisPool({ renderer, capacity: 4, count: 256, images: [ring] });
  scene.add(pool);
  onTestFinished(() => pool.dispose());
});

test('four effects that form, stand, are hit and dissolve: `update` makes no object', async () => {
  const effects = Array.from({ length: 4 }, () => pool.acquire()!);
  const form = () => effects.forEach(effect => void effect.form(ring, { duration: 0.3 }));
  const push = () => effects.forEach(effect => void effect.impulse(hit, 0.5, 1, { sticks: true }));
  const dissolve = () => effects.forEach(effect => void effect.dissolve());
  // The compiler of the engine, too, has seen everything.
  for (let round = 0; round < 8; round++) {
    form();
    update(60);
    push();
    update(60);
    dissolve();
    update(40);
  }
  form();
  update(10);
  expect(await objectsOf(() => update(10)), 'forming').toEqual({});
  update(100);
  expect(await objectsOf(() => update(20)), 'standing').toEqual({});
  push();
  update(1);
  expect(await objectsOf(() => update(20)), 'hit').toEqual({});
  dissolve();
  update(1);
  expect(await objectsOf(() => update(20)), 'dissolving').toEqual({});
});

test('it would be noticed', async () => {
  const effect = pool.acquire()!;
  void effect.form(ring);
  expect(await objectsOf(() => effect.impulse(hit, 1, 1))).not.toEqual({});
});
