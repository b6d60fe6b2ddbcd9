import { describe, expect, it } from 'vitest';
import { loadGenerator } from '../../../src/gan/index.ts';
import { readGeneratorFile, writeGeneratorFile } from '../../../src/gan/weights/generatorFile.ts';
import { writeSafetensors } from '../../../src/gan/weights/safetensors.ts';

const tensors = {
  matrix: { shape: [2, 3], values: new Float32Array([1, -2, 0.5, 1e-3, 1000, -0]) },
  vector: { shape: [1], values: new Float32Array([Math.PI]) },
};
const metadata = { title: 'a test, größer' };

describe("a generator's file", () => {
  const file = {
    latentSize: 2,
    imageShape: [1, 3, 1] as const,
    layers: [{ type: 'dense', units: 3, activation: 'tanh' }] as const,
    attributes: null,
    weights: {
      '0.kernel': { shape: [2, 3], values: new Float32Array(6) },
      '0.bias': { shape: [3], values: new Float32Array(3) },
    },
    metadata,
  };

  it('holds all that a generator is', () => {
    expect(readGeneratorFile(writeGeneratorFile(file))).toEqual(file);
  });

  it('of a conditional generator says what can be asked for', () => {
    const attributes = [
      { name: 'label', values: ['a', 'b'] },
      { name: 'weight', from: 2, to: 4, unit: 'kg' },
    ];
    const conditional = {
      ...file,
      attributes,
      layers: [{ type: 'condition' }, ...file.layers] as const,
      weights: {
        '1.kernel': { shape: [5, 3], values: new Float32Array(15) },
        '1.bias': { shape: [3], values: new Float32Array(3) },
      },
    };
    expect(readGeneratorFile(writeGeneratorFile(conditional))).toEqual(conditional);
  });

  it('that is something else is refused', async () => {
    expect(() => readGeneratorFile(writeSafetensors({ tensors, metadata }))).toThrow(
      /no generator that can be loaded/,
    );
    expect(() => readGeneratorFile(new TextEncoder().encode('<!doctype html>'))).toThrow(/HTML page/);
    expect(() => readGeneratorFile(writeGeneratorFile({ ...file, latentSize: 4 }))).toThrow(
      /0.kernel should be \[4,3\], but is \[2,3\]/,
    );
    expect(() => readGeneratorFile(writeGeneratorFile({ ...file, imageShape: [2, 2, 1] }))).toThrow(
      /2 × 2 with 1 channel.*makes \[3\]/,
    );
    expect(() => readGeneratorFile(writeGeneratorFile({ ...file, latentSize: 0 }))).toThrow(
      /cannot be: latentSize 0/,
    );
    const layers = [{ type: 'condition' }, ...file.layers] as const;
    expect(() => readGeneratorFile(writeGeneratorFile({ ...file, layers }))).toThrow(
      /Layer 0 of the generator in the weights file takes a condition/,
    );
    await expect(loadGenerator(new Uint8Array(3), { worker: false })).rejects.toThrow(/only 3 bytes/);
    await expect(loadGenerator('x', { beckend: 'wasm' } as never)).rejects.toThrow(/no option beckend/);
    await expect(loadGenerator(7 as never)).rejects.toThrow(/address of a .safetensors file/);
  });
});
