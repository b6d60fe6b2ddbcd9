import { describe, expect, it } from 'vitest';
import {
  type BackendFacts,
  chooseSamplingBackend,
  chooseTrainingBackend,
} from '../../../src/gan/backends/choose.ts';

const hardware: BackendFacts = { webgl: 'hardware', renderer: 'A Fast GPU', fullFloat: true, wasm: true };

describe('training', () => {
  it.each([
    ['a GPU', {}, 'webgl', /GPU \(A Fast GPU\)/],
    ['a GPU of half floats', { fullFloat: false }, 'wasm', /half precision/],
    ['emulated WebGL', { webgl: 'software' }, 'wasm', /only emulated/],
    ['no WebGL', { webgl: 'none' }, 'wasm', /no WebGL/],
    ['emulated WebGL and no WASM', { webgl: 'software', wasm: false }, 'cpu', /emulated.*WebAssembly/],
  ] as const)('with %s', (_, facts, backend, reason) => {
    expect(chooseTrainingBackend('auto', { ...hardware, ...facts })).toEqual({
      backend,
      reason: expect.stringMatching(reason),
    });
  });

  it('takes what is asked for, or says why that does not run', () => {
    expect(chooseTrainingBackend('webgl', { ...hardware, webgl: 'software' }).backend).toBe('webgl');
    expect(chooseTrainingBackend('cpu', hardware).reason).toMatch(/as asked for/);
    expect(() => chooseTrainingBackend('webgl', { ...hardware, webgl: 'none' })).toThrow(
      /no WebGL 2 context/,
    );
    expect(() => chooseTrainingBackend('webgl', { ...hardware, fullFloat: false })).toThrow(
      /half precision.*make samples/,
    );
    expect(() => chooseTrainingBackend('wasm', { ...hardware, wasm: false })).toThrow(/SIMD/);
  });
});

it('sampling starts on what starts fastest', () => {
  expect(chooseSamplingBackend('auto', hardware).backend).toBe('cpu');
  expect(chooseSamplingBackend('webgl', hardware).backend).toBe('webgl');
  expect(chooseSamplingBackend('webgl', { ...hardware, fullFloat: false }).backend).toBe('webgl');
});
