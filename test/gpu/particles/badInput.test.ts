/** Mistakes of the caller: each is named in a sentence, changes nothing, and the swarm goes on. */
import { GenesisParticles, type GenesisParticlesOptions } from 'genesis-particles';
import { CanvasTexture, Ray, Texture, Vector3 } from 'three';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createStage, createSwarm, distances, paint, readState, ring, run, runUntil } from './fixture.ts';

const COUNT = 512;

function silence() {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  return warn;
}

/** A swarm on its way, and the same one undisturbed. */
function disturbed() {
  const { renderer } = createStage(64);
  const [swarm, calm] = [1, 2].map(() => {
    const one = new GenesisParticles({ renderer, count: COUNT });
    onTestFinished(() => one.dispose());
    return one;
  }) as [GenesisParticles, GenesisParticles];
  const [formed] = [swarm, calm].map(one => one.form(ring));
  for (const one of [swarm, calm]) run(one, 20);
  return {
    swarm,
    /** After all the mistakes it is where it would be without them, and forms its image. */
    async goesOn() {
      for (const one of [swarm, calm]) run(one, 20);
      expect(readState(swarm)).toEqual(readState(calm));
      expect(await runUntil(swarm, formed!)).toBe('formed');
      const { position, home } = readState(swarm);
      expect(distances(position, home).filter(distance => distance > 0.5 / 28).length).toBeLessThan(
        0.01 * COUNT,
      );
    },
  };
}

test('images and options that cannot be formed', async () => {
  const warn = silence();
  const { swarm, goesOn } = disturbed();
  const pixels = (width: unknown, height: unknown, data: unknown = new Uint8ClampedArray(16)) => ({
    width,
    height,
    data,
  });
  const disposed = new Texture();
  disposed.dispose();
  const emptyCanvas = document.createElement('canvas');
  emptyCanvas.width = 0;
  const bitmap = await createImageBitmap(new ImageData(2, 2));
  bitmap.close();
  const images: [unknown, RegExp][] = [
    [null, /image was expected, not null/],
    ['cat.png', /image was expected, not cat\.png/],
    [{}, /cannot be drawn: Object\./],
    [[ring], /cannot be drawn: Array\./],
    [Promise.resolve(ring), /promise of an image\. Await it/],
    [pixels(0, 4), /0 × 4 pixels.*whole numbers of at least 1/],
    [pixels(-2, -2), /-2 × -2 pixels/],
    [pixels(1.5, 2), /1\.5 × 2 pixels/],
    [pixels(Number.NaN, 2), /NaN × 2 pixels/],
    [pixels(Number.POSITIVE_INFINITY, 2), /Infinity × 2 pixels/],
    [pixels('2', 2), /2 × 2 pixels.*whole numbers/],
    [pixels(2, 2, new Uint8ClampedArray(15)), /takes 16 bytes of RGBA, but its data has 15/],
    [pixels(2, 2, new Uint8Array(16)), /must be a Uint8ClampedArray/],
    [pixels(2, 2, null), /must be a Uint8ClampedArray/],
    [pixels(100_000, 100_000), /takes 40000000000 bytes/],
    [disposed, /texture has no image yet/],
    [emptyCanvas, /0 × 150 pixels.*loaded/],
    [new CanvasTexture(emptyCanvas), /0 × 150 pixels.*loaded/],
    [bitmap, /0 × 0 pixels/],
  ];
  for (const [image, message] of images) {
    await expect(swarm.form(image as typeof ring), String(message)).rejects.toThrow(message);
  }
  const options: [object, RegExp][] = [
    [{ duration: 0 }, /duration is 0\. It must be a number of seconds above 0/],
    [{ duration: Number.NaN }, /duration is NaN/],
    [{ signal: new AbortController() }, /takes an AbortSignal/],
    ['grid' as unknown as object, /options are grid\. Give an object/],
    [{ durration: 2 }, /form has no option "durration"\. There are layout, .*duration/],
    [{ rate: 5 }, /form has no option "rate"/],
    [{ duration: Number.POSITIVE_INFINITY }, /duration is Infinity/],
    [{ layout: 'heap' }, /no layout "heap"\. Choose 'grid', 'flow' or 'transport'/],
    [{ origin: 'moon' }, /no origin "moon"/],
    [{ stagger: null }, /no stagger "null"/],
    [{ easing: 'bouncy' }, /no easing "bouncy"/],
    [{ weight: 'gold' }, /no weight "gold"/],
    [{ weight: null }, /weight is null\. Give a name, or an array/],
    [{ weight: [1, 2, 3] }, /3 weights for an image of 28 × 28 pixels.*784/],
    [{ weight: new Float32Array(784).fill(Number.NaN) }, /weight of pixel 0 is NaN/],
    [{ weight: Array.from({ length: 784 }, (_, i) => (i === 9 ? -1 : 1)) }, /weight of pixel 9 is -1/],
  ];
  for (const [option, message] of options) {
    await expect(swarm.form(ring, option), String(message)).rejects.toThrow(message);
  }
  // Aloud, too: the promise is mostly not awaited.
  expect(warn).toHaveBeenCalledTimes(images.length + options.length);
  await goesOn();
});

test('a canvas whose pixels may not be read', async () => {
  silence();
  const { swarm, goesOn } = disturbed();
  const canvas = refuseReading();
  await expect(swarm.form(canvas)).rejects.toThrow(/another origin.*CORS.*crossOrigin = "anonymous"/);
  expect(() => swarm.follow(canvas)).toThrow(/another origin/);
  await goesOn();
});

/** Stands in for a tainted canvas, as there is no other origin at hand: what a browser does when its pixels are read. */
function refuseReading(): HTMLCanvasElement {
  const spy = vi.spyOn(OffscreenCanvasRenderingContext2D.prototype, 'getImageData').mockImplementation(() => {
    throw new DOMException('The canvas has been tainted by cross-origin data.', 'SecurityError');
  });
  onTestFinished(() => spy.mockRestore());
  return document.createElement('canvas');
}

test('everything else that a call may be given', async () => {
  silence();
  const { swarm, goesOn } = disturbed();
  const dissolves: [object, RegExp][] = [
    [{ style: 'evaporate' }, /no dissolve style "evaporate"\. Choose 'burst'/],
    [{ duration: -1 }, /duration is -1/],
    [
      { point: new Vector3(0, Number.NaN, 0) },
      /point is \(0, NaN, 0\)\. It must be a vector of three finite numbers/,
    ],
    [{ stile: 'burn' }, /dissolve has no option "stile"\. There are style, point/],
    [{ point: null }, /point is null/],
    [{ point: 3 }, /point is 3/],
    [{ direction: new Vector3() }, /direction has no length/],
    [{ direction: { x: 0, y: 0, z: 0 } }, /direction has no length/],
    [{ direction: { x: 1, y: 0 } }, /direction is \(1, 0, undefined\)/],
  ];
  for (const [options, message] of dissolves) await expect(swarm.dissolve(options)).rejects.toThrow(message);
  const call =
    (name: 'impulse' | 'point' | 'simulate' | 'reset' | 'update', ...args: unknown[]) =>
    () =>
      (swarm[name] as (...args: unknown[]) => unknown).apply(swarm, args);
  const origin = new Vector3();
  const nowhere = new Vector3(0, 0, Number.POSITIVE_INFINITY);
  const calls: [() => unknown, RegExp][] = [
    [
      () => swarm.follow(ring, { mod: 0.5 } as object),
      /follow has no option "mod"\. There are layout, .*rate, mood, critique/,
    ],
    [() => swarm.follow(ring, null as never), /options are null\. Give an object/],
    [call('impulse', nowhere, 1, 1), /point of the impulse is \(0, 0, Infinity\)/],
    [call('impulse', new Vector3(1e300, 0, 0), 1, 1), /none above a billion/],
    [call('impulse', origin, 1, -1e300), /within a billion/],
    [call('impulse', undefined, 1, 1), /point of the impulse is undefined/],
    [call('impulse', origin, 0, 1), /radius of the impulse is 0\. It must be a finite number above 0/],
    [call('impulse', origin, -1, 1), /radius of the impulse is -1/],
    [call('impulse', origin, Number.NaN, 1), /radius of the impulse is NaN/],
    [call('impulse', origin, 1, Number.NaN), /strength of the impulse is NaN/],
    [call('impulse', origin, 1, '5'), /strength of the impulse is 5\. It must be a finite number/],
    [call('point', new Ray(nowhere, new Vector3(0, 0, -1))), /origin of the ray is \(0, 0, Infinity\)/],
    [
      call('point', new Ray(origin, new Vector3(Number.NaN, 0, -1))),
      /direction of the ray is \(NaN, 0, -1\)/,
    ],
    [call('point', undefined), /THREE\.Ray, or null.*not undefined/],
    [call('point', origin), /THREE\.Ray, or null/],
    [call('simulate', Number.NaN), /simulate was given NaN\. It takes a number of seconds, from 0 to 60/],
    [call('simulate', 1e6), /simulate was given 1000000/],
    [call('simulate', -1), /simulate was given -1/],
    [call('simulate', Number.POSITIVE_INFINITY), /simulate was given Infinity/],
    [call('simulate', '1'), /simulate was given 1/],
    [call('update', Number.NaN), /update was given NaN/],
    [call('update', undefined), /update was given undefined/],
    [call('update', '0.1'), /update was given 0\.1/],
    [call('reset', -1), /seed is -1\. It must be a whole number from 0 to 4294967295/],
    [call('reset', 0.5), /seed is 0\.5/],
    [call('reset', 2 ** 32), /seed is 4294967296/],
    [call('reset', null), /seed is null/],
  ];
  const assign = (what: 'count' | 'size', value: unknown) => () => Object.assign(swarm, { [what]: value });
  for (const count of [0, -5, 2.5, Number.NaN, Number.POSITIVE_INFINITY, '100', null, undefined]) {
    calls.push([
      assign('count', count),
      /count is .*\. It must be a whole number of particles from 1 to 4,194,304/,
    ]);
  }
  for (const size of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '2', null, undefined]) {
    calls.push([assign('size', size), /size is .*\. It must be a number of world units above 0/]);
  }
  const set = (name: string, value: unknown) => () => Object.assign(swarm.parameters, { [name]: value });
  for (const value of [Number.NaN, '130', null, undefined, {}]) {
    calls.push([set('spring', value), /"spring" was set to .*takes a number from 5 to 600 \(1\/s²\)/]);
  }
  for (const value of ['red', '#12', '#gggggg', 7, null]) {
    calls.push([set('warm', value), /"warm" was set to .*takes a colour written like #ffa04d/]);
  }
  for (const value of ['screen', 1, undefined, ['alpha']]) {
    calls.push([
      set('blending', value),
      /"blending" was set to .*takes one of 'additive', 'alpha', 'opaque'/,
    ]);
  }
  calls.push([set('sparkle', 1), /There is no parameter "sparkle"\. There are layout, .*spring/]);
  for (const given of ['ember', null])
    calls.push([
      () => Object.assign(swarm, { parameters: given }),
      /parameters are .*\. Give an object, like \{ spring: 90 \}/,
    ]);
  for (const [act, message] of calls) expect(act, String(message)).toThrow(message);
  await goesOn();
});

test('options of the constructor, before anything is on the GPU', () => {
  const { renderer } = createStage();
  const refused: [object, RegExp][] = [
    [{ count: 'many' }, /count is many/],
    [{ seed: Number.NaN }, /seed is NaN/],
    [{ size: -2 }, /size is -2/],
    [{ parameters: { spring: 'stiff' } }, /"spring" was set to stiff/],
    [{ parameters: { sprng: 5 } }, /There is no parameter "sprng"\. There are layout, .*spring/],
    [{ size: 1, preset: 'ember' }, /GenesisParticles has no option "preset"\. There are renderer, count/],
    [{ parameters: 'ember' }, /parameters are ember\. Give an object/],
    [{ renderer: null }, /was given null/],
    [{ renderer: document.createElement('canvas') }, /was given HTMLCanvasElement/],
  ];
  for (const [options, message] of refused) {
    expect(
      () => new GenesisParticles({ renderer, ...options } as GenesisParticlesOptions),
      String(message),
    ).toThrow(message);
  }
  expect(() => new (GenesisParticles as unknown as new () => object)()).toThrow(/was given undefined/);
  expect(renderer.info.memory).toMatchObject({ textures: 0, geometries: 0 });
});

test('large, odd and tiny images are formed all the same', async () => {
  const { swarm } = createSwarm({ count: COUNT, parameters: { formTime: 0.2 } });
  const canvas = document.createElement('canvas');
  canvas.width = 3000;
  canvas.height = 40;
  canvas.getContext('2d')!.fillRect(0, 0, 3000, 40);
  for (const image of [
    paint(1, 1, () => [255, 0, 0]),
    paint(1100, 3, () => [9, 9, 9]),
    paint(1, 300, () => [9, 9, 9]),
    canvas,
  ]) {
    expect(await runUntil(swarm, swarm.form(image, { layout: 'flow' }))).toBe('formed');
    const { home } = readState(swarm);
    expect(home.every(Number.isFinite)).toBe(true);
  }
});

test('after dispose every call says so, and dispose itself does nothing', async () => {
  const { swarm } = createSwarm({ count: COUNT });
  swarm.dispose();
  swarm.dispose();
  const warn = silence();
  await expect(swarm.form(ring)).rejects.toThrow(/were disposed of and can no longer be used/);
  await expect(swarm.dissolve()).rejects.toThrow(/disposed/);
  expect(warn).toHaveBeenCalledTimes(2);
  const calls = [
    () => swarm.follow(ring),
    () => swarm.impulse(new Vector3(), 1, 1),
    () => swarm.point(null),
    () => swarm.update(0.1),
    () => swarm.simulate(1),
    () => swarm.reset(),
    () => Object.assign(swarm, { count: 5 }),
  ];
  for (const call of calls) expect(call, String(call)).toThrow(/disposed/);
  // What touches nothing on the GPU may be said still.
  swarm.play();
  swarm.pause();
  swarm.parameters.spring = 50;
  expect(JSON.parse(JSON.stringify(swarm))).toMatchObject({ count: COUNT, parameters: { spring: 50 } });
  expect([swarm.state, swarm.size]).toEqual(['idle', 1]);
});
