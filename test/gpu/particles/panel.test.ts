import { swarmParameters } from 'genesis-particles';
import { GanTrainer } from 'genesis-particles/gan';
import { createPanel } from 'genesis-particles/gui';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createSwarm, distances, readState, ring, run, runUntil } from './fixture.ts';

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

const MOVED: Record<keyof typeof swarmParameters, string> = {
  formTime: '0.5',
  spring: '400',
  damping: '0.3',
  turbulence: '0',
  particleSize: '4',
  brightness: '0.2',
  shimmer: '0.04',
  tint: '1',
  cold: '#ff0000',
  warm: '#00ff00',
};
/** These act on the state; the others on what is drawn. */
const MOVES_PARTICLES = new Set(['formTime', 'spring', 'damping', 'turbulence']);

test.each(Object.keys(MOVED) as (keyof typeof MOVED)[])(
  'the entry of %s changes numbers read back',
  async name => {
    const { label } = swarmParameters[name];
    const see = async (move: boolean) => {
      const stage = createSwarm({ parameters: name === 'warm' || name === 'cold' ? { tint: 1 } : {} });
      const { swarm, renderer, scene, camera } = stage;
      const panel = open({}, swarm);
      if (move) entry(panel, label).type(MOVED[name]);
      const formed = swarm.form(ring);
      if (name === 'warm') await runUntil(swarm, formed);
      else run(swarm, 50);
      renderer.render(scene, camera);
      const gl = renderer.getContext();
      const pixels = new Uint8Array(280 * 280 * 4);
      gl.readPixels(0, 0, 280, 280, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      return { value: swarm.parameters[name], position: readState(swarm).position, pixels };
    };
    const before = await see(false);
    const after = await see(true);
    expect(String(after.value)).toBe(MOVED[name]);
    const moved = Math.max(...distances(before.position, after.position));
    if (MOVES_PARTICLES.has(name)) expect(moved).toBeGreaterThan(0.01);
    else {
      expect(moved).toBe(0);
      let changed = 0;
      for (let i = 0; i < before.pixels.length; i++) if (before.pixels[i] !== after.pixels[i]) changed++;
      expect(changed).toBeGreaterThan(500);
    }
  },
);

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

test('a panel that is closed for good follows the count no longer', () => {
  const { swarm } = createSwarm({ count: 256 });
  const added = vi.spyOn(swarm, 'addEventListener');
  const removed = vi.spyOn(swarm, 'removeEventListener');
  createPanel(swarm).destroy();
  expect(added).toHaveBeenCalled();
  expect(removed.mock.calls).toEqual(added.mock.calls);
});

test('the entries of the training change its settings and steer it', async () => {
  const images = new Uint8Array(64 * 784).map((_, i) => (i * 31) % 256);
  const dataset = { images, width: 28, height: 28, channels: 1 };
  const trainer = new GanTrainer({ dataset, batchSize: 16, backend: 'cpu', worker: false });
  onTestFinished(() => trainer.dispose());
  await trainer.ready;
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
