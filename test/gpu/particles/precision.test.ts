/** What a device can compute in is found out by rendering, whatever it says of itself. */
import { GenesisParticles } from 'genesis-particles';
import { WebGLRenderTarget } from 'three';
import { expect, test, vi } from 'vitest';
import { createStage, ring, run } from './fixture.ts';

type Stage = ReturnType<typeof createStage>;

/** Lets no texture be made of 32-bit floats, or of any: the device takes the call and keeps fewer bits. */
function coarsen({ renderer }: Stage, most: 'half' | 'bytes'): void {
  const gl = renderer.getContext() as WebGL2RenderingContext;
  const others = new Map<number, [number, number]>([
    [gl.RGBA32F, [gl.RGBA16F, gl.HALF_FLOAT]],
    [gl.RG32F, [gl.RG16F, gl.HALF_FLOAT]],
  ]);
  if (most === 'bytes') {
    for (const format of [gl.RGBA32F, gl.RGBA16F]) others.set(format, [gl.RGBA8, gl.UNSIGNED_BYTE]);
    for (const format of [gl.RG32F, gl.RG16F]) others.set(format, [gl.RG8, gl.UNSIGNED_BYTE]);
  }
  const texImage2D = gl.texImage2D.bind(gl) as (...args: unknown[]) => void;
  vi.spyOn(gl, 'texImage2D').mockImplementation(((...args: unknown[]) => {
    // Only render targets are made with nothing in them.
    const other = args.at(-1) === null && others.get(args[2] as number);
    if (other) [args[2], args[7]] = other;
    texImage2D(...args);
  }) as typeof gl.texImage2D);
}

function precisionOf({ renderer }: Stage) {
  const swarm = new GenesisParticles({ renderer, count: 64 });
  const { precision } = swarm;
  swarm.dispose();
  return precision;
}

test('a device that keeps what it is given computes in 32-bit floats', () => {
  expect(precisionOf(createStage())).toBe('float');
});

test('one that keeps 16 bits of 32 without a word is found out', () => {
  const stage = createStage();
  coarsen(stage, 'half');
  expect(precisionOf(stage)).toBe('half');
});

test('one that keeps bytes', () => {
  const stage = createStage();
  coarsen(stage, 'bytes');
  expect(precisionOf(stage)).toBe('stateless');
});

test('one whose float targets are incomplete, though it has every extension', () => {
  const stage = createStage();
  const gl = stage.renderer.getContext();
  vi.spyOn(gl, 'checkFramebufferStatus').mockReturnValue(gl.FRAMEBUFFER_UNSUPPORTED);
  expect(precisionOf(stage)).toBe('stateless');
});

test('one that raises an error as it draws', () => {
  const stage = createStage();
  const gl = stage.renderer.getContext();
  const errors = [gl.NO_ERROR, gl.INVALID_FRAMEBUFFER_OPERATION];
  vi.spyOn(gl, 'getError').mockImplementation(() => errors.shift() ?? gl.NO_ERROR);
  expect(precisionOf(stage)).toBe('half');
});

test('it is found out once a context, and an error of the game is not taken for its own', () => {
  const stage = createStage();
  const { renderer } = stage;
  const gl = renderer.getContext();
  gl.enable(0xdead);
  const read = vi.spyOn(gl, 'readPixels');
  expect(precisionOf(stage)).toBe('float');
  const reads = read.mock.calls.length;
  expect(reads).toBeGreaterThan(0);
  expect(precisionOf(stage)).toBe('float');
  expect(read.mock.calls.length).toBe(reads);
});

test('the probe leaves the renderer and its memory as they were', () => {
  const stage = createStage();
  const { renderer } = stage;
  const target = new WebGLRenderTarget(8, 8);
  renderer.setRenderTarget(target);
  precisionOf(stage);
  expect([renderer.getRenderTarget(), renderer.autoClear]).toEqual([target, true]);
  renderer.setRenderTarget(null);
  target.dispose();
  expect(renderer.info.memory).toMatchObject({ geometries: 0, textures: 0 });
  expect(renderer.info.programs).toHaveLength(0);
});

test('a precision that was named is taken, and one that there is not is refused', () => {
  const { renderer } = createStage();
  const swarm = new GenesisParticles({ renderer, count: 64, precision: 'half' });
  expect(swarm.precision).toBe('half');
  void swarm.form(ring);
  run(swarm, 5);
  swarm.dispose();
  expect(() => new GenesisParticles({ renderer, precision: 'double' as 'float' })).toThrow(
    /no precision "double"/,
  );
});
