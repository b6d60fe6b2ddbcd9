import { fileURLToPath } from 'node:url';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activateBackend } from '../../../src/gan/backends/activate.ts';
import * as tf from '../../../src/gan/tf.ts';
import { compareGradients, GRADIENT_CASES } from './gradientCases.ts';

const binaries = new URL('../../../node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/', import.meta.url);

describe.each(['cpu', 'wasm'] as const)('gradients on %s are what moves the losses', backend => {
  beforeAll(async () => {
    setWasmPaths(fileURLToPath(binaries));
    await activateBackend(backend);
  });
  afterAll(() => tf.setBackend('cpu'));

  it.each(GRADIENT_CASES)('$name', async tried => {
    const all = await compareGradients(tried);
    expect(
      all.filter(({ slope, difference, tolerance }) => !(Math.abs(slope - difference) < tolerance)),
    ).toEqual([]);
    // Two equal zeros would prove little: most weights have a slope that stands out.
    const telling = all.filter(({ slope, tolerance }) => Math.abs(slope) > 10 * tolerance);
    expect(telling.length).toBeGreaterThan(all.length / 2);
  });
});
