import { GenesisParticles, type GenesisParticlesOptions } from 'genesis-particles';
import { Box3, Vector3, WebGLRenderTarget } from 'three';
import { describe, expect, test, vi } from 'vitest';
import {
  createStage,
  createSwarm,
  distances,
  draw,
  insides,
  paint,
  readState,
  ring,
  run,
  runUntil,
  share,
} from './fixture.ts';

describe('promises', () => {
  test('state, promise and event tell the same story', async () => {
    const { swarm } = createSwarm();
    const events: string[] = [];
    swarm.addEventListener('formed', () => events.push('formed'));
    swarm.addEventListener('dissolved', () => events.push('dissolved'));
    expect(swarm.state).toBe('idle');
    const formed = swarm.form(ring);
    expect(swarm.state).toBe('forming');
    expect(await runUntil(swarm, formed)).toBe('formed');
    expect([swarm.state, events]).toEqual(['formed', ['formed']]);
    const dissolved = swarm.dissolve({ style: 'burst' });
    expect(swarm.state).toBe('dissolving');
    expect(await runUntil(swarm, dissolved)).toBe('dissolved');
    expect([swarm.state, events]).toEqual(['idle', ['formed', 'dissolved']]);
    expect(swarm.update(1)).toBe(false);
    expect(await runUntil(swarm, swarm.form(ring))).toBe('formed');
  });

  test('a later call supersedes an earlier one', async () => {
    const { swarm } = createSwarm();
    const first = swarm.form(ring);
    run(swarm, 10);
    const second = swarm.dissolve();
    expect(await first).toBe('superseded');
    const third = swarm.form(ring);
    expect(await second).toBe('superseded');
    expect(await runUntil(swarm, third)).toBe('formed');
  });

  test('rejects on dispose and on the caller’s signal, and never as an unhandled rejection', async () => {
    const unhandled = vi.fn();
    addEventListener('unhandledrejection', unhandled);
    const { swarm } = createSwarm();
    const abort = new AbortController();
    const aborted = swarm.form(ring, { signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(aborted).rejects.toThrow('enough');
    const pending = swarm.form(ring);
    void swarm.form(paint(4, 4, () => [9, 9, 9]));
    expect(await pending).toBe('superseded');
    const last = swarm.form(ring);
    swarm.dispose();
    await expect(last).rejects.toMatchObject({ name: 'AbortError' });
    await expect(swarm.form(ring)).rejects.toThrow(/disposed/);
    expect(() => swarm.update(0.1)).toThrow(/disposed/);
    swarm.dispose();
    await new Promise(resolve => setTimeout(resolve, 20));
    removeEventListener('unhandledrejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe('the caller’s signal', () => {
  test('in mid-forming it ends the promise, and the particles go on and form the image', async () => {
    const { swarm } = createSwarm();
    const abort = new AbortController();
    const onFormed = vi.fn();
    swarm.addEventListener('formed', onFormed);
    const formed = swarm.form(ring, { signal: abort.signal });
    run(swarm, 60);
    abort.abort(new Error('enough'));
    await expect(formed).rejects.toThrow('enough');
    expect(swarm.state).toBe('forming');
    const before = readState(swarm).position;
    run(swarm, 1);
    expect(share(distances(before, readState(swarm).position), distance => distance > 0)).toBe(1);
    await runUntil(swarm, new Promise<void>(resolve => swarm.addEventListener('formed', () => resolve())));
    expect([swarm.state, onFormed.mock.calls.length]).toEqual(['formed', 1]);
    const { position, home } = readState(swarm);
    expect(share(distances(position, home), distance => distance <= 0.5 / 28)).toBeGreaterThanOrEqual(0.99);
  });

  test('aborted beforehand it changes nothing', async () => {
    const { swarm } = createSwarm();
    await expect(swarm.form(ring, { signal: AbortSignal.abort(new Error('never')) })).rejects.toThrow(
      'never',
    );
    expect(swarm.state).toBe('idle');
  });

  test('is no longer listened to, however the call ended', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { swarm } = createSwarm({ count: 256 });
    const abort = new AbortController();
    const { signal } = abort;
    const listeners = new Set<unknown>();
    vi.spyOn(signal, 'addEventListener').mockImplementation((_, listener) => void listeners.add(listener));
    vi.spyOn(signal, 'removeEventListener').mockImplementation(
      (_, listener) => void listeners.delete(listener),
    );
    const superseded = swarm.form(ring, { signal });
    expect(listeners.size).toBe(1);
    const formed = swarm.form(ring, { signal });
    expect([await superseded, listeners.size]).toEqual(['superseded', 1]);
    expect([await runUntil(swarm, formed), listeners.size]).toEqual(['formed', 0]);
    await expect(swarm.form(undefined as unknown as typeof ring, { signal })).rejects.toThrow();
    expect(listeners.size).toBe(0);
    const aborted = swarm.dissolve({ signal });
    for (const listener of listeners) (listener as () => void)();
    await expect(aborted).rejects.toBe(signal.reason);
    expect(listeners.size).toBe(0);
    warn.mockRestore();
  });
});

describe('count', () => {
  test('changes while it runs; those that stay keep their place', async () => {
    const { swarm } = createSwarm({ count: 3000 });
    expect(await runUntil(swarm, swarm.form(ring))).toBe('formed');
    const before = readState(swarm);
    swarm.count = 5000;
    const more = readState(swarm);
    expect(Math.max(...distances(before.position, more.position.subarray(0, 12_000)))).toBe(0);
    expect(Math.max(...distances(before.home, more.home.subarray(0, 12_000)))).toBe(0);
    swarm.count = 1000;
    expect(Math.max(...distances(readState(swarm).position, before.position.subarray(0, 4000)))).toBe(0);
    expect(await runUntil(swarm, swarm.form(ring))).toBe('formed');
  });

  test.each([0, -1, Number.NaN, 1.5, Number.POSITIVE_INFINITY])('%s is refused', count => {
    const { renderer, swarm } = createSwarm();
    expect(() => new GenesisParticles({ renderer, count })).toThrow(
      /count is .* whole number of particles from 1/,
    );
    expect(() => {
      swarm.count = count;
    }).toThrow(RangeError);
    expect(swarm.update(1 / 60)).toBe(true);
  });

  test('ten million become four, with one warning', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { renderer } = createStage();
    const swarm = new GenesisParticles({ renderer, count: 10_000_000 });
    expect(swarm.count).toBe(2048 * 2048);
    expect(warn).toHaveBeenCalledTimes(1);
    swarm.dispose();
    warn.mockRestore();
  });
});

describe('bad input', () => {
  test.each([
    ['a zero-sized image', { width: 0, height: 4, data: new Uint8ClampedArray() }, /0 × 4 pixels/],
    [
      'too few bytes',
      { width: 4, height: 4, data: new Uint8ClampedArray(7) },
      /takes 64 bytes of RGBA, but its data has 7/,
    ],
    ['no image', undefined, /image was expected, not undefined/],
    ['an element without pixels', document.createElement('img'), /0 × 0 pixels.*loaded/],
  ])('%s rejects with a sentence, and what stood goes on', async (_, image, message) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { swarm } = createSwarm();
    const formed = swarm.form(ring);
    run(swarm, 20);
    await expect(swarm.form(image as typeof ring)).rejects.toThrow(message);
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
    expect(await runUntil(swarm, formed)).toBe('formed');
  });

  test('a renderer that is no WebGLRenderer is named', () => {
    class WebGPURenderer {}
    for (const [renderer, message] of [
      [new WebGPURenderer(), /was given WebGPURenderer/],
      [undefined, /was given undefined/],
    ] as const) {
      const options = { renderer } as unknown as GenesisParticlesOptions;
      expect(() => new GenesisParticles(options)).toThrow(message);
    }
  });

  test('NaN in a parameter, a step, an impulse, a seed or a size throws and changes nothing', () => {
    const { renderer, swarm } = createSwarm();
    const { spring } = swarm.parameters;
    expect(() => {
      swarm.parameters.spring = Number.NaN;
    }).toThrow(/"spring" was set to NaN/);
    expect(() => {
      swarm.parameters.warm = 'orange';
    }).toThrow(/colour written like/);
    expect(swarm.parameters.spring).toBe(spring);
    expect(() => swarm.update(Number.NaN)).toThrow(/update was given NaN/);
    expect(() => swarm.update(-1)).toThrow(/update was given -1/);
    expect(() => swarm.impulse(new Vector3(Number.NaN, 0, 0), 1, 1)).toThrow(/finite/);
    expect(() => new GenesisParticles({ renderer, seed: -1 })).toThrow(/seed/);
    expect(() => {
      swarm.size = 0;
    }).toThrow(/size is 0/);
    run(swarm, 5);
    expect(share(readState(swarm).position, Number.isFinite)).toBe(1);
  });

  test('a number out of its range is clamped, with one warning', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { swarm } = createSwarm();
    swarm.parameters.damping = 99;
    swarm.parameters.damping = 98;
    expect(swarm.parameters.damping).toBe(2);
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });
});

describe('manners', () => {
  test('dispose gives everything back', () => {
    const { renderer, scene, camera } = createStage();
    const cycle = () => {
      const swarm = new GenesisParticles({ renderer, count: 1024 });
      scene.add(swarm);
      void swarm.form(ring);
      run(swarm, 3);
      renderer.render(scene, camera);
      swarm.count = 2048;
      swarm.dispose();
    };
    cycle();
    const { geometries, textures } = renderer.info.memory;
    const programs = renderer.info.programs?.length;
    for (let i = 0; i < 5; i++) cycle();
    expect(renderer.info.memory).toMatchObject({ geometries, textures });
    expect([geometries, textures, programs]).toEqual([0, 0, 0]);
    expect(scene.children).toHaveLength(0);
  });

  test('a size that is none is refused before anything is on the GPU', () => {
    const { renderer } = createStage();
    expect(() => new GenesisParticles({ renderer, size: Number.NaN })).toThrow(/size is NaN/);
    expect(renderer.info.memory.textures).toBe(0);
  });

  test('what the game says of the object holds for its points: layers and order', () => {
    const { renderer, scene, camera, swarm } = createSwarm({ count: 256 });
    const points = insides(swarm).object.children[0]!;
    swarm.renderOrder = 7;
    run(swarm, 1);
    expect(points.renderOrder).toBe(7);
    const calls = () => {
      renderer.render(scene, camera);
      return renderer.info.render.points;
    };
    expect(calls()).toBe(256);
    swarm.layers.set(3);
    expect(calls()).toBe(0);
    camera.layers.enable(3);
    expect(calls()).toBe(256);
  });

  test('a box around the scene holds the image', async () => {
    const { scene, swarm } = createSwarm({ count: 256, size: 2 });
    expect(await runUntil(swarm, swarm.form(ring))).toBe('formed');
    const box = new Box3().setFromObject(scene);
    expect(box.containsBox(new Box3(new Vector3(-1, -1, -0.1), new Vector3(1, 1, 0.1)))).toBe(true);
  });

  test('a step that fails gives the renderer back all the same', () => {
    const { renderer, swarm } = createSwarm({ count: 256 });
    vi.spyOn(insides(swarm), 'step').mockImplementation(() => {
      throw new Error('no step');
    });
    expect(() => run(swarm, 1)).toThrow('no step');
    expect([renderer.autoClear, renderer.shadowMap.autoUpdate]).toEqual([true, true]);
  });

  test('update leaves the renderer as it was', () => {
    const { renderer, swarm } = createSwarm();
    const target = new WebGLRenderTarget(8, 8);
    renderer.setRenderTarget(target);
    renderer.autoClear = true;
    renderer.shadowMap.autoUpdate = true;
    renderer.xr.enabled = true;
    void swarm.form(ring);
    run(swarm, 2);
    expect(renderer.getRenderTarget()).toBe(target);
    expect([renderer.autoClear, renderer.shadowMap.autoUpdate, renderer.xr.enabled]).toEqual([
      true,
      true,
      true,
    ]);
    renderer.xr.enabled = false;
    renderer.setRenderTarget(null);
    target.dispose();
  });
});

describe('vanish', () => {
  test('at once nothing is to be seen, whatever was under way, and the next image forms as if it were the first', async () => {
    const stage = createSwarm({ count: 1024, parameters: { origin: 'point', turbulence: 0 } });
    const { swarm } = stage;
    const light = () => Math.max(...draw(stage, 32));
    const formed = swarm.form(ring);
    run(swarm, 60);
    expect(light()).toBeGreaterThan(0.01);
    swarm.impulse(new Vector3(), 1, 1, { sticks: true });
    swarm.pause();
    swarm.vanish();
    expect([swarm.state, swarm.paused, light()]).toEqual(['idle', false, 0]);
    await expect(formed).resolves.toBe('superseded');
    expect(swarm.update(0.1)).toBe(false);
    const { swarm: fresh } = createSwarm({ count: 1024, parameters: { origin: 'point', turbulence: 0 } });
    for (const each of [fresh, swarm]) {
      void each.form(ring);
      run(each, 1);
    }
    expect(Math.max(...distances(readState(swarm).position, readState(fresh).position))).toBeLessThan(1e-5);
    expect(await runUntil(swarm, swarm.form(ring))).toBe('formed');
  });

  test('what was followed is asked no more, and what was pressed is gone', () => {
    const { swarm } = createSwarm({ count: 256 });
    const asked = vi.fn(() => ring);
    swarm.follow(asked);
    swarm.press({ width: 2, height: 2, data: Float32Array.of(1, -1, 1, -1) });
    run(swarm, 10);
    swarm.vanish();
    const { calls } = asked.mock;
    const before = calls.length;
    run(swarm, 10);
    expect(calls).toHaveLength(before);
    // biome-ignore lint/complexity/useLiteralKeys: a test may look inside
    expect([swarm.state, swarm['pressed']]).toEqual(['idle', null]);
  });
});
