/** `<Genesis>` in a canvas of @react-three/fiber, in strict mode, that draws on demand. */
import { GenesisParticles, type PixelImage, swarmParameters } from 'genesis-particles';
import { Genesis, type GenesisProps } from 'genesis-particles/react';
import { createRef, type ReactNode } from 'react';
import type { WebGLRenderer } from 'three';
import { afterEach, expect, test, vi } from 'vitest';
import { isThorough } from '../../thorough.ts';
import { countListeners, createStage, frame } from './stage.tsx';

const one = (red: number, green: number, blue: number): PixelImage => ({
  width: 2,
  height: 2,
  data: Uint8ClampedArray.from({ length: 16 }, (_, index) => [red, green, blue, 255][index % 4]!),
});
const red = one(255, 0, 0);
const blue = one(0, 0, 255);

/** Few particles, for which time flies, and which in the end lie still. */
const few = {
  count: 256,
  parameters: { formTime: 0.2, dissolveTime: 0.2, shimmer: 0, timeScale: 4 },
} satisfies GenesisProps;

afterEach(() => void vi.restoreAllMocks());

test('forms each image that it is given, lets go of the last one, tells of it, and can be clicked', async () => {
  const { renderer, show } = await createStage();
  const onFormed = vi.fn();
  const onDissolved = vi.fn();
  const onClick = vi.fn();
  const heard = { onFormed, onDissolved, onClick };
  const shown = (image: PixelImage | null) => show(<Genesis {...few} image={image} {...heard} />);

  shown(red);
  await vi.waitFor(() => expect(onFormed).toHaveBeenCalledTimes(1), WAIT);
  expect(strongest(renderer)).toBe('red');
  click(renderer.domElement);
  expect(onClick).toHaveBeenCalledTimes(1);
  expect(onClick.mock.calls[0]![0].object).toBeInstanceOf(GenesisParticles);
  shown(blue);
  await vi.waitFor(() => expect(onFormed).toHaveBeenCalledTimes(2), WAIT);
  await vi.waitFor(() => expect(strongest(renderer)).toBe('blue'), WAIT);
  expect(onDissolved).not.toHaveBeenCalled();
  shown(null);
  await vi.waitFor(() => expect(onDissolved).toHaveBeenCalledTimes(1), WAIT);
  expect(onFormed).toHaveBeenCalledTimes(2);
});

test('forms where the code for the device has yet to be loaded', async () => {
  const { show } = await createStage();
  const onFormed = vi.fn();
  show(<Genesis {...few} precision="stateless" image={red} onFormed={onFormed} />);
  await vi.waitFor(() => expect(onFormed).toHaveBeenCalledTimes(1), WAIT);
});

test('frames are drawn while it moves, and not when it stands', async () => {
  const { renderer, show } = await createStage();
  const onFormed = vi.fn();
  show(<Genesis {...few} image={red} onFormed={onFormed} />);
  await vi.waitFor(() => expect(onFormed).toHaveBeenCalled(), WAIT);
  await stillness(renderer);

  // A parameter that changes wakes it, and what then moves comes to rest again.
  const before = renderer.info.render.frame;
  show(<Genesis {...few} parameters={{ ...few.parameters, shimmer: 0.01 }} image={red} />);
  await vi.waitFor(() => expect(renderer.info.render.frame).toBeGreaterThan(before + 5), WAIT);
  show(<Genesis {...few} image={red} />);
  await stillness(renderer);
});

const TIMES = isThorough ? 20 : 5;

test(`mounted and unmounted ${TIMES} times: everything is freed, once`, async () => {
  const { renderer, show } = await createStage();
  const listeners = countListeners(renderer.domElement);
  const form = vi.spyOn(GenesisParticles.prototype, 'form');
  const dispose = vi.spyOn(GenesisParticles.prototype, 'dispose');
  const held = () => ({
    ...renderer.info.memory,
    programs: renderer.info.programs!.length,
    listeners: listeners(),
  });
  const onFormed = vi.fn();
  // One stays meanwhile, so that the shaders of the others need not be compiled anew.
  const beside = (other: ReactNode) =>
    show(
      <>
        <Genesis {...few} image={blue} onFormed={onFormed} />
        {other}
      </>,
    );

  const empty = held();
  beside(null);
  await vi.waitFor(() => expect(onFormed).toHaveBeenCalledTimes(1), WAIT);
  // Also of what it does when all of it is home.
  await stillness(renderer);
  const before = held();
  for (let round = 1; round <= TIMES; round++) {
    beside(<Genesis {...few} image={red} onFormed={onFormed} />);
    // Every other one is taken away in mid-flight.
    const least = round % 2 ? 0 : 1 + round / 2;
    const { frame } = renderer.info.render;
    await vi.waitFor(() => {
      expect(renderer.info.render.frame).toBeGreaterThan(frame + 3);
      expect(onFormed.mock.calls.length).toBeGreaterThanOrEqual(least);
    }, WAIT);
    expect(held().listeners).toBe(before.listeners + 1);
    expect(held().textures).toBeGreaterThan(before.textures);
    beside(null);
    await vi.waitFor(() => expect(dispose).toHaveBeenCalledTimes(round), WAIT);
    expect(held()).toEqual(before);
  }
  expect(form, 'strict mode ran every effect twice').toHaveBeenCalledTimes(2 * TIMES + 2);
  show(null);
  await vi.waitFor(() => expect(dispose).toHaveBeenCalledTimes(TIMES + 1), WAIT);
  expect(new Set(dispose.mock.contexts).size).toBe(TIMES + 1);
  expect(held()).toEqual(empty);
});

test('what is changed is changed on the swarm that lives; another seed is another swarm', async () => {
  const { show } = await createStage();
  const dispose = vi.spyOn(GenesisParticles.prototype, 'dispose');
  const onFormed = vi.fn();
  const ref = createRef<GenesisParticles>();
  show(
    <Genesis
      ref={ref}
      {...few}
      parameters={{ ...few.parameters, wind: 0.2 }}
      image={red}
      onFormed={onFormed}
      position={[1, 2, 3]}
    />,
  );
  await vi.waitFor(() => expect(onFormed).toHaveBeenCalledTimes(1), WAIT);
  const first = ref.current!;
  expect(first.position.toArray()).toEqual([1, 2, 3]);
  expect([first.count, first.size, first.parameters.wind]).toEqual([256, 1, 0.2]);

  const changed = (seed: number) =>
    show(
      <Genesis
        ref={ref}
        {...few}
        seed={seed}
        count={2048}
        size={2}
        outOfView="pause"
        quality={{ milliseconds: 3 }}
        image={red}
        onFormed={onFormed}
        position={[0, 0, 0]}
      />,
    );
  changed(1);
  await vi.waitFor(() => expect(first.count).toBe(2048), WAIT);
  expect(ref.current).toBe(first);
  expect([first.size, first.outOfView, first.quality]).toEqual([2, 'pause', { milliseconds: 3 }]);
  expect(first.parameters.wind).toBe(swarmParameters.wind.default);
  expect(first.parameters.shimmer).toBe(0);
  expect(first.position.toArray()).toEqual([0, 0, 0]);
  const { quality } = first;
  changed(1);
  await frame();
  expect(first.quality, 'the same budget goes on').toBe(quality);
  expect(dispose).not.toHaveBeenCalled();

  changed(2);
  await vi.waitFor(() => expect(ref.current?.seed).toBe(2), WAIT);
  await vi.waitFor(() => expect(onFormed).toHaveBeenCalledTimes(2), WAIT);
  expect(dispose.mock.contexts).toEqual([first]);
});

test('follows a source for as long as it is given, then forms the image again', async () => {
  const { renderer, show } = await createStage();
  const source = vi.fn((_seconds: number) => blue);
  const onFormed = vi.fn();
  const shown = (follow: typeof source | null) =>
    show(<Genesis {...few} image={red} follow={follow} onFormed={onFormed} />);
  shown(source);
  await vi.waitFor(() => expect(strongest(renderer)).toBe('blue'), WAIT);
  const asked = source.mock.calls.length;
  await vi.waitFor(() => expect(source.mock.calls.length).toBeGreaterThan(asked + 5), WAIT);
  const formed = onFormed.mock.calls.length;
  shown(null);
  await vi.waitFor(() => expect(onFormed.mock.calls.length).toBeGreaterThan(formed), WAIT);
  expect(strongest(renderer)).toBe('red');
  const last = source.mock.calls.length;
  for (let drawn = 0; drawn < 5; drawn++) await frame();
  expect(source).toHaveBeenCalledTimes(last);
});

const WAIT = { timeout: 10_000, interval: 5 };

/** Clicks into the middle. */
function click(canvas: HTMLCanvasElement): void {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const place = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true };
  for (const type of ['pointerdown', 'pointerup', 'click'])
    canvas.dispatchEvent(new PointerEvent(type, place));
}

/** Comes when no frame has been drawn in ten of the page's. */
async function stillness(renderer: WebGLRenderer): Promise<void> {
  for (let still = 0, tries = 0; still < 10; still++, tries++) {
    if (tries > 1000) throw new Error('Frames are drawn on and on.');
    const before = renderer.info.render.frame;
    await frame();
    if (renderer.info.render.frame !== before) still = 0;
  }
}

/** Which colour the middle of the canvas has most of. */
function strongest(renderer: WebGLRenderer): string {
  const gl = renderer.getContext();
  const pixels = new Uint8Array(4 * 40 * 40);
  gl.readPixels(80, 80, 40, 40, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  const sums = [0, 1, 2].map(channel =>
    pixels.reduce((sum, value, i) => (i % 4 === channel ? sum + value : sum), 0),
  );
  const most = Math.max(...sums);
  return most < 40 * 40 * 20 ? 'none' : ['red', 'green', 'blue'][sums.indexOf(most)]!;
}
