import { GenesisParticles, type SwarmParameters, swarmParameters } from 'genesis-particles';
import { GanTrainer } from 'genesis-particles/gan';
import { createPanel, type Panel } from 'genesis-particles/gui';
import { type Object3D, Ray, Vector3 } from 'three';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
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
} from './fixture.ts';

/** The entry of a panel with this label, moved the way a visitor does. */
function entry(panel: HTMLElement, label: string) {
  const row = [...panel.querySelectorAll('.lil-controller')].find(
    it => it.querySelector('.lil-name')?.textContent === label,
  );
  if (!row) throw new Error(`the panel has no entry "${label}"`);
  const input = row.querySelector('input, select') as HTMLInputElement | HTMLSelectElement | null;
  return {
    type(value: string) {
      input!.value = value;
      input!.dispatchEvent(new Event('input', { bubbles: true }));
      input!.dispatchEvent(new Event('change', { bubbles: true }));
      input!.dispatchEvent(new Event('blur'));
    },
    click: () => (row.querySelector('button') as HTMLButtonElement).click(),
  };
}

const open = (options: Parameters<typeof createPanel>[1], swarm: Parameters<typeof createPanel>[0]) => {
  const panel = createPanel(swarm, options);
  onTestFinished(() => panel.destroy());
  return panel.domElement;
};

type Name = keyof typeof swarmParameters;

/** What each entry is moved to, where it matters that it is: in flight unless it says otherwise. */
const MOVED: Record<Name, { to: string; with?: Partial<SwarmParameters>; when?: 'formed' | 'dissolving' }> = {
  layout: { to: 'grid' },
  weight: { to: 'even' },
  colorWeight: { to: '1', with: { layout: 'transport' }, when: 'formed' },
  origin: { to: 'ring' },
  stagger: { to: 'scan' },
  easing: { to: 'in' },
  formTime: { to: '0.5' },
  dissolve: { to: 'fall', when: 'dissolving' },
  dissolveTime: { to: '0.5', when: 'dissolving' },
  timeScale: { to: '0.5' },
  spring: { to: '400' },
  damping: { to: '0.3' },
  turbulence: { to: '0' },
  gravity: { to: '4' },
  wind: { to: '2' },
  windAngle: { to: '90', with: { wind: 1 } },
  attractor: { to: '40' },
  attractorX: { to: '0.5', with: { attractor: 40 } },
  attractorY: { to: '0.5', with: { attractor: 40 } },
  attractorZ: { to: '0.5', with: { attractor: 40 } },
  attractorRadius: { to: '2', with: { attractor: 40 } },
  vortex: { to: '40' },
  vortexX: { to: '0.5', with: { vortex: 40 } },
  vortexY: { to: '0.5', with: { vortex: 40 } },
  vortexRadius: { to: '2', with: { vortex: 40 } },
  pointer: { to: '80' },
  pointerRadius: { to: '1' },
  pressure: { to: '1' },
  cohesion: { to: '1' },
  critiquePush: { to: '0.4', when: 'formed' },
  blending: { to: 'opaque' },
  sprite: { to: 'square' },
  primitive: { to: 'quads' },
  particleSize: { to: '4' },
  worldSize: { to: '0.05' },
  minPixels: { to: '8' },
  maxPixels: { to: '1' },
  embers: { to: '0.5' },
  shimmer: { to: '0.04' },
  thickness: { to: '0.4' },
  relief: { to: '0.5', when: 'formed' },
  brightness: { to: '0.2' },
  flightLight: { to: '4' },
  tint: { to: '1' },
  tintBy: { to: 'speed', with: { tint: 1 } },
  cold: { to: '#ff0000', with: { tint: 1 } },
  warm: { to: '#00ff00', with: { tint: 1 }, when: 'formed' },
  critiqueTint: { to: '0', when: 'formed' },
};

/** These act on what is drawn, and not on the state. */
const DRAWN: readonly Name[] = [
  'sprite',
  'primitive',
  'particleSize',
  'worldSize',
  'minPixels',
  'maxPixels',
  'embers',
  'shimmer',
  'thickness',
  'relief',
  'brightness',
  'flightLight',
  'tint',
  'tintBy',
  'cold',
  'warm',
  'critiqueTint',
];

/** Two halves of different colour, so that ways and colours both tell. */
const halves = (left: readonly [number, number, number], right: readonly [number, number, number]) =>
  paint(16, 16, x => (x < 0.5 ? left : right));

/** One renderer for all of them; the swarm that is always there keeps the programs from being compiled anew. */
const stage = createStage(280, afterAll);
const keeper = new GenesisParticles({ renderer: stage.renderer, count: 64 });
afterAll(() => keeper.dispose());

/** What is seen with an entry moved, or with none. */
async function see(name: Name, move: boolean) {
  const { to, with: parameters = {}, when } = MOVED[name];
  const { renderer, scene, camera } = stage;
  const swarm = new GenesisParticles({ renderer, count: 1024, seed: 1, parameters });
  scene.add(swarm);
  // Not face to face, so that depth tells.
  swarm.rotation.y = 0.6;
  swarm.updateMatrixWorld();
  if (!when) swarm.point(new Ray(new Vector3(0.1, 0.1, 2), new Vector3(0, 0, -1)));
  if (name === 'colorWeight') await runUntil(swarm, swarm.form(halves([255, 0, 0], [0, 0, 255])));
  const panel = open({}, swarm);
  if (move) entry(panel, swarmParameters[name].label).type(to);
  const formed = swarm.form(name === 'colorWeight' ? halves([0, 0, 255], [255, 0, 0]) : ring);
  if (when) expect(await runUntil(swarm, formed)).toBe('formed');
  else run(swarm, 50);
  if (name.startsWith('critique')) {
    swarm.press({ width: 2, height: 1, data: [1, -1] });
    run(swarm, 60);
  }
  if (when === 'dissolving') {
    void swarm.dissolve();
    run(swarm, 25);
  }
  renderer.render(scene, camera);
  const gl = renderer.getContext();
  const pixels = new Uint8Array(280 * 280 * 4);
  gl.readPixels(0, 0, 280, 280, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  const { drawn } = insides(swarm).drawing as unknown as { drawn: Object3D };
  const seen = {
    value: swarm.parameters[name],
    position: readState(swarm).position,
    pixels,
    drawn: drawn.type,
  };
  swarm.dispose();
  return seen;
}

/** Entries that start from the same settings have the same before. */
const befores = new Map<string, ReturnType<typeof see>>();

function seeBefore(name: Name): ReturnType<typeof see> {
  const { with: parameters, when } = MOVED[name];
  const key = JSON.stringify([parameters, when, name === 'colorWeight', name.startsWith('critique')]);
  const before = befores.get(key) ?? see(name, false);
  befores.set(key, before);
  return before;
}

test.each(Object.keys(MOVED) as Name[])('the entry of %s changes numbers read back', async name => {
  const before = await seeBefore(name);
  const after = await see(name, true);
  expect(String(after.value)).toBe(MOVED[name].to);
  const moved = Math.max(...distances(before.position, after.position));
  if (!DRAWN.includes(name)) return expect(moved).toBeGreaterThan(0.01);
  expect(moved).toBe(0);
  let changed = 0;
  for (let i = 0; i < before.pixels.length; i++) if (before.pixels[i] !== after.pixels[i]) changed++;
  // Points and quads look alike.
  if (name === 'primitive') expect([before.drawn, after.drawn]).toEqual(['Points', 'Mesh']);
  else expect(changed).toBeGreaterThan(500);
});

test('the entry of the count changes the number of particles, and follows it', () => {
  const { swarm } = createSwarm();
  const panel = open({}, swarm);
  entry(panel, 'Particles').type('8192');
  expect([swarm.count, readState(swarm).position.length]).toEqual([8192, 8192 * 4]);
  swarm.count = 2048;
  const rows = [...panel.querySelectorAll('.lil-controller')];
  const count = rows.find(row => row.querySelector('.lil-name')?.textContent === 'Particles');
  expect(count?.querySelector('input')?.value).toBe('2048');
});

test('the entry of the size changes how high the image stands in the scene', () => {
  const { renderer, scene, camera } = stage;
  const swarm = new GenesisParticles({ renderer, count: 1024, seed: 1 });
  onTestFinished(() => swarm.dispose());
  scene.add(swarm);
  const panel = open({}, swarm);
  void swarm.form(paint(8, 8, () => [255, 255, 255]));
  run(swarm, 300);
  const gl = renderer.getContext();
  const height = () => {
    renderer.render(scene, camera);
    const pixels = new Uint8Array(280 * 4);
    gl.readPixels(140, 0, 1, 280, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    return pixels.filter((value, index) => index % 4 === 0 && value > 60).length;
  };
  const before = height();
  entry(panel, 'Size').type('0.5');
  expect(swarm.size).toBe(0.5);
  expect(height() / before).toBeCloseTo(0.5, 1);
});

test('a panel that is closed for good follows the count no longer', () => {
  const { swarm } = createSwarm({ count: 256 });
  const added = vi.spyOn(swarm, 'addEventListener');
  const removed = vi.spyOn(swarm, 'removeEventListener');
  createPanel(swarm).destroy();
  expect(added).toHaveBeenCalled();
  expect(removed.mock.calls).toEqual(added.mock.calls);
});

async function createTrainer(): Promise<GanTrainer> {
  const images = new Uint8Array(64 * 784).map((_, i) => (i * 31) % 256);
  const dataset = { images, width: 28, height: 28, channels: 1 };
  const trainer = new GanTrainer({ dataset, batchSize: 16, backend: 'cpu', worker: false });
  onTestFinished(() => trainer.dispose());
  await trainer.ready;
  return trainer;
}

test('the entries of the training change its settings and steer it', async () => {
  const trainer = await createTrainer();
  const { swarm } = createSwarm({ count: 256 });
  const panel = open({ trainer }, swarm);
  entry(panel, 'Learning rate').type('0.001');
  entry(panel, 'Batch').type('32');
  entry(panel, 'Objective').type('minimax');
  expect(trainer.settings).toMatchObject({ learningRate: 0.001, batchSize: 32, objective: 'minimax' });
  const until = (state: string) =>
    new Promise<void>(resolve => {
      const look = () => trainer.state === state && resolve();
      trainer.addEventListener('state', look);
      look();
    });
  const step = () =>
    new Promise<number>(resolve =>
      trainer.addEventListener('step', ({ detail }) => resolve(detail.step), { once: true }),
    );
  void trainer.train();
  expect(await step()).toBe(1);
  entry(panel, 'Pause').click();
  await until('paused');
  entry(panel, 'Resume').click();
  await until('training');
  entry(panel, 'Restart').click();
  const restarted = new Promise<void>(resolve =>
    trainer.addEventListener('sample', ({ detail }) => detail.step === 0 && resolve()),
  );
  await restarted;
  expect(await step()).toBe(1);
});

test('another trainer takes over, and what was done to the swarm can still be undone', async () => {
  const { swarm } = createSwarm({ count: 256 });
  const [one, other] = [await createTrainer(), await createTrainer()];
  const panel = createPanel(swarm, { trainer: one }).open() as Panel;
  onTestFinished(() => panel.destroy());
  const { domElement } = panel;
  const press = (label: string) =>
    [...domElement.querySelectorAll('button')].find(it => it.ariaLabel === label)!.click();
  const rate = one.settings.learningRate;
  entry(domElement, 'Spring').type('400');
  entry(domElement, 'Learning rate').type('0.001');

  swarm.parameters.tint = 0.3;
  panel.trainer = other;
  expect(panel.trainer).toBe(other);
  press('Undo: Spring');
  expect([swarm.parameters.spring, one.settings.learningRate]).toEqual([130, 0.001]);
  entry(domElement, 'Learning rate').type('0.002');
  expect([one.settings.learningRate, other.settings.learningRate]).toEqual([0.001, 0.002]);
  entry(domElement, 'Tint').type('0.7');
  // The button is offered from the next frame on.
  await new Promise(requestAnimationFrame);
  press('Reset everything');
  expect([swarm.parameters.tint, other.settings.learningRate]).toEqual([0.3, rate]);

  panel.trainer = null;
  expect(() => entry(domElement, 'Learning rate')).toThrow();
  press('Undo: reset of everything');
  expect([swarm.parameters.tint, other.settings.learningRate]).toEqual([0.7, rate]);
});

test('what is no swarm and what is no element are named', () => {
  const panelOf = createPanel as (...given: unknown[]) => unknown;
  const { swarm } = createSwarm({ count: 16 });
  expect(() => panelOf()).toThrow('createPanel was given undefined as its swarm. Give a GenesisParticles.');
  expect(() => panelOf(swarm, { container: '#side' })).toThrow('container is #side. Give an element');
  expect(document.querySelector('.lil-gui')).toBeNull();
});
