import { describe, expect, it } from 'vitest';
import { loadGenerator } from '../../../src/gan/index.ts';
import { fromFloat16, toFloat16 } from '../../../src/gan/weights/float16.ts';
import { readGeneratorFile, writeGeneratorFile } from '../../../src/gan/weights/generatorFile.ts';
import { readSafetensors, writeSafetensors } from '../../../src/gan/weights/safetensors.ts';

const tensors = {
  matrix: { shape: [2, 3], values: new Float32Array([1, -2, 0.5, 1e-3, 1000, -0]) },
  vector: { shape: [1], values: new Float32Array([Math.PI]) },
};
const metadata = { title: 'a test, größer' };

/** The file again with another header. */
function withHeader(change: (header: Record<string, Record<string, unknown>>) => void): Uint8Array {
  const bytes = writeSafetensors({ tensors, metadata });
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  change(header);
  const json = new TextEncoder().encode(JSON.stringify(header));
  const changed = new Uint8Array(8 + json.length + bytes.length - 8 - length);
  new DataView(changed.buffer).setBigUint64(0, BigInt(json.length), true);
  changed.set(json, 8);
  changed.set(bytes.subarray(8 + length), 8 + json.length);
  return changed;
}

describe('safetensors', () => {
  it('come back as they were written', () => {
    expect(readSafetensors(writeSafetensors({ tensors, metadata }))).toEqual({ tensors, metadata });
  });

  it('in half precision come back within a 2048th', () => {
    const read = readSafetensors(writeSafetensors({ tensors, metadata }, 'F16')).tensors;
    for (const [name, { values }] of Object.entries(tensors)) {
      values.forEach((value, index) => {
        expect(Math.abs(read[name]!.values[index]! - value)).toBeLessThanOrEqual(Math.abs(value) / 2048);
      });
    }
  });

  it('are laid out as the format says', () => {
    const bytes = writeSafetensors({ tensors, metadata });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
      __metadata__: metadata,
      matrix: { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
      vector: { dtype: 'F32', shape: [1], data_offsets: [24, 28] },
    });
    expect(new DataView(bytes.buffer, 8 + length).getFloat32(4, true)).toBe(-2);
  });

  it.each([
    ['empty', new Uint8Array(0), /only 0 bytes/],
    [
      'cut off in its data',
      writeSafetensors({ tensors, metadata }).subarray(0, -3),
      /vector lies at bytes 24 to 28.*25/,
    ],
    ['cut off in its header', writeSafetensors({ tensors, metadata }).subarray(0, 40), /header should take/],
    [
      'followed by more',
      new Uint8Array([...writeSafetensors({ tensors, metadata }), 1]),
      /28 bytes, but there are 29/,
    ],
    ['without JSON', new Uint8Array([2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7b]), /not a JSON object/],
    ['of another type', withHeader(header => Object.assign(header.vector!, { dtype: 'I64' })), /"I64"/],
    [
      'of another shape',
      withHeader(header => Object.assign(header.vector!, { shape: [2] })),
      /shape \[2\] takes 8 bytes, but 4/,
    ],
    [
      'with wild offsets',
      withHeader(header => Object.assign(header.vector!, { data_offsets: [24, 1e9] })),
      /1000000000/,
    ],
    [
      'with negative offsets',
      withHeader(header => Object.assign(header.vector!, { data_offsets: [-4, 0] })),
      /proper shape/,
    ],
    [
      'with odd metadata',
      withHeader(header => Object.assign(header.__metadata__!, { n: 1 })),
      /__metadata__/,
    ],
  ])('%s are refused', (_, bytes, message) => {
    expect(() => readSafetensors(bytes)).toThrow(message);
  });
});

describe('half precision', () => {
  it.each([
    [0, 0],
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [65520, 0x7c00],
    [2 ** -24, 1],
    [2 ** -14, 0x0400],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [Number.POSITIVE_INFINITY, 0x7c00],
  ])('%f is %i', (value, bits) => {
    expect(toFloat16(value)).toBe(bits);
  });

  it('goes there and back for every number it has', () => {
    const all = Array.from({ length: 0x1_0000 }, (_, bits) => bits).filter(
      bits => !Number.isNaN(fromFloat16(bits)),
    );
    expect(all.map(bits => toFloat16(fromFloat16(bits)))).toEqual(all);
    expect(fromFloat16(toFloat16(Number.NaN))).toBeNaN();
  });
});

describe("a generator's file", () => {
  const file = {
    latentSize: 2,
    imageShape: [1, 3, 1] as const,
    layers: [{ type: 'dense', units: 3, activation: 'tanh' }] as const,
    weights: {
      '0.kernel': { shape: [2, 3], values: new Float32Array(6) },
      '0.bias': { shape: [3], values: new Float32Array(3) },
    },
    metadata,
  };

  it('holds all that a generator is', () => {
    expect(readGeneratorFile(writeGeneratorFile(file))).toEqual(file);
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
      /cannot be/,
    );
    await expect(loadGenerator(new Uint8Array(3), { worker: false })).rejects.toThrow(/only 3 bytes/);
    await expect(loadGenerator(7 as never)).rejects.toThrow(/address of a .safetensors file/);
  });
});
