/** What an effect does while no camera sees it. */
import { GenesisParticles, type OutOfView } from 'genesis-particles';
import { expect, onTestFinished, test } from 'vitest';
import { createStage, readState, ring, runUntil, STEP } from './fixture.ts';

const COUNT = 1024;
const parameters = { formTime: 0.5, shimmer: 0 };

/** An effect, and frames of a page that looks at it, or away. */
function look(outOfView?: OutOfView) {
  const { renderer, scene, camera } = createStage(64);
  const swarm = new GenesisParticles({ renderer, count: COUNT, parameters, outOfView });
  onTestFinished(() => swarm.dispose());
  scene.add(swarm);
  const frames = (count: number, away = false) => {
    camera.position.x = away ? 50 : 0;
    camera.updateMatrixWorld();
    let changed = false;
    for (let frame = 0; frame < count; frame++) {
      changed = swarm.update(STEP);
      renderer.render(scene, camera);
    }
    return changed;
  };
  const places = () => [...readState(swarm).position];
  return { swarm, frames, places };
}

test('`simulate`, the default: it goes on as if it were seen', () => {
  const [seen, unseen] = [look(), look()];
  for (const { swarm } of [seen, unseen]) void swarm.form(ring);
  seen.frames(40);
  unseen.frames(40, true);
  expect(unseen.places()).toEqual(seen.places());
});

test('`pause`: no time passes, and nothing settles, until it is seen again', async () => {
  const { swarm, frames, places } = look('pause');
  const formed = swarm.form(ring);
  frames(20);
  frames(1, true);
  const before = places();
  expect(frames(200, true)).toBe(false);
  expect(places()).toEqual(before);
  expect(swarm.state).toBe('forming');
  frames(2);
  expect(places()).not.toEqual(before);
  swarm.outOfView = 'simulate';
  expect(await runUntil(swarm, formed)).toBe('formed');
});

test('`catch-up`: seen again, it is where it would be', () => {
  const [always, away] = [look(), look('catch-up')];
  for (const { swarm } of [always, away]) void swarm.form(ring);
  // Not to have been drawn yet is to be out of view.
  away.frames(1);
  always.frames(1);
  for (const { frames } of [always, away]) frames(20);
  always.frames(31);
  away.frames(30, true);
  away.frames(1);
  expect(away.places()).not.toEqual(always.places());
  always.frames(1);
  away.frames(1);
  expect(away.places()).toEqual(always.places());
});

test('what was dissolved, and so is never drawn, forms again', async () => {
  const { swarm, frames, places } = look('pause');
  frames(2);
  const formed = swarm.form(ring);
  while (swarm.state === 'forming') {
    frames(10);
    await new Promise(resolve => setTimeout(resolve));
  }
  expect(await formed).toBe('formed');
  const dissolved = swarm.dissolve({ duration: 0.2 });
  frames(30);
  expect(await dissolved).toBe('dissolved');
  frames(5);
  void swarm.form(ring);
  const before = places();
  frames(10);
  expect(places()).not.toEqual(before);
});

test('a mode that there is not is named, with those that there are', () => {
  const { swarm } = look();
  expect(() => Object.assign(swarm, { outOfView: 'sleep' })).toThrow(/sleep.*catch-up/);
  expect(() => look('never' as OutOfView)).toThrow(/never/);
});
