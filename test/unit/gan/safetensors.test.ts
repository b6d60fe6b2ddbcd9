import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/gan/Random.ts';
import { fromFloat16, toFloat16 } from '../../../src/gan/weights/float16.ts';
import {
  floatTensors,
  readSafetensors,
  type Safetensors,
  writeSafetensors,
} from '../../../src/gan/weights/safetensors.ts';

const tensors = {
  matrix: { shape: [2, 3], values: new Float32Array([1, -2, 0.5, 1e-3, 1000, -0]) },
  vector: { shape: [1], values: new Float32Array([Math.PI]) },
};
const metadata = { title: 'a test, größer' };
const bytes = writeSafetensors({ tensors, metadata });

/** A file with any header, sound or not, and data of 0, 1, 2, … */
function fileOf(header: unknown, dataLength = 0): Uint8Array {
  const text = typeof header === 'string' ? header : JSON.stringify(header);
  const json = new TextEncoder().encode(text);
  const file = new Uint8Array(8 + json.length + dataLength).map((_, i) => i - 8 - json.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  return file;
}

function entry(dtype: unknown, shape: unknown, ...offsets: unknown[]) {
  return { dtype, shape, data_offsets: offsets };
}

function headerOf(file: Uint8Array): { text: string; dataStart: number } {
  const dataStart = 8 + Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  return { text: new TextDecoder().decode(file.subarray(8, dataStart)), dataStart };
}

describe('safetensors', () => {
  it('come back as they were written', () => {
    expect(readSafetensors(bytes)).toEqual({ tensors, metadata });
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
    const { text, dataStart } = headerOf(bytes);
    expect(dataStart % 8).toBe(0);
    expect(JSON.parse(text)).toEqual({
      __metadata__: metadata,
      matrix: { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
      vector: { dtype: 'F32', shape: [1], data_offsets: [24, 28] },
    });
    expect(new DataView(bytes.buffer, dataStart).getFloat32(4, true)).toBe(-2);
  });

  it('hold bytes as they are, behind the floats, which so lie aligned', () => {
    const images = { shape: [3, 1], values: new Uint8Array([0, 127, 255]) };
    const labels = { shape: [3], values: new Uint8Array([2, 0, 1]) };
    const mixed = { tensors: { images, labels, ...tensors }, metadata: {} };
    const file = writeSafetensors(mixed, 'F16');
    expect(JSON.parse(headerOf(file).text)).toEqual({
      __metadata__: {},
      matrix: entry('F16', [2, 3], 0, 12),
      vector: entry('F16', [1], 12, 14),
      images: entry('U8', [3, 1], 14, 17),
      labels: entry('U8', [3], 17, 20),
    });
    const read = readSafetensors(file).tensors;
    expect(read.images).toEqual(images);
    expect(read.labels).toEqual(labels);
    expect(read.matrix!.values).toBeInstanceOf(Float32Array);
    expect(() => floatTensors(read)).toThrow('The tensor images of the weights file holds bytes (U8)');
    expect(floatTensors(tensors)).toBe(tensors);
  });

  it('are read in bfloat16 too, the upper half of a float', () => {
    const file = fileOf({ a: entry('BF16', [2, 2], 0, 8) }, 8);
    const view = new DataView(file.buffer, file.length - 8);
    [0x3f80, 0xc049, 0x7f80, 0x0001].forEach((bits, i) => {
      view.setUint16(2 * i, bits, true);
    });
    expect(readSafetensors(file).tensors.a).toEqual({
      shape: [2, 2],
      values: new Float32Array([1, -3.140625, Number.POSITIVE_INFINITY, 2 ** -133]),
    });
  });

  it('may begin anywhere in memory, and their data anywhere in the file', () => {
    for (let shift = 0; shift < 8; shift++) {
      const memory = new Uint8Array(bytes.length + 16);
      memory.set(bytes, shift);
      expect(readSafetensors(memory.subarray(shift, shift + bytes.length))).toEqual({ tensors, metadata });
      const padded = fileOf(headerOf(bytes).text + ' '.repeat(shift), 28);
      padded.set(bytes.subarray(-28), padded.length - 28);
      expect(readSafetensors(padded)).toEqual({ tensors, metadata });
    }
    // Node's Buffer is a Uint8Array whose `slice` copies nothing.
    expect(readSafetensors(Buffer.from(bytes))).toEqual({ tensors, metadata });
  });

  it('come back in memory of their own', () => {
    const file = bytes.slice();
    const { matrix } = readSafetensors(file).tensors;
    file.fill(0xff);
    expect(matrix).toEqual(tensors.matrix);
    expect(matrix!.values.buffer.byteLength).toBe(24);
    matrix!.values.fill(7);
    expect(readSafetensors(bytes).tensors.matrix).toEqual(tensors.matrix);
  });

  it.each<[string, Safetensors]>([
    ['nothing', { tensors: {}, metadata: {} }],
    ['no values', { tensors: { none: { shape: [3, 0], values: new Float32Array(0) } }, metadata: {} }],
    ['no shape', { tensors: { scalar: { shape: [], values: new Float32Array([4]) } }, metadata: {} }],
    [
      'a part of an array',
      { tensors: { a: { shape: [2], values: Float32Array.of(1, 2, 3, 4).subarray(1, 3) } }, metadata },
    ],
    [
      'names like no others',
      {
        tensors: Object.fromEntries(
          ['__proto__', 'constructor', 'toString', '', 'größe 大きさ 😀', 'a"\\\n', '\ud800', '7'].map(
            (name, i) => [name, { shape: [1], values: new Float32Array([i]) }],
          ),
        ),
        metadata: JSON.parse('{ "__proto__": "a", "constructor": "b", "größe": "大", "\\"{[{[{[": "}\\\\" }'),
      },
    ],
  ])('may hold %s', (_, file) => {
    const read = readSafetensors(writeSafetensors(file));
    expect(read).toEqual(file);
    expect(
      Object.entries(read.tensors)
        .map(([name]) => name)
        .sort(),
    ).toEqual(Object.keys(file.tensors).sort());
    expect(Object.keys(read.metadata)).toEqual(Object.keys(file.metadata));
    expect(Object.getPrototypeOf(read.tensors)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(read.metadata)).toBe(Object.prototype);
  });

  it('may name their tensors in another order than they lie', () => {
    const header = {
      b: entry('U8', [2], 1, 3),
      none: entry('U8', [0], 1, 1),
      a: entry('U8', [1], 0, 1),
    };
    expect(readSafetensors(fileOf(header, 3)).tensors).toEqual({
      a: { shape: [1], values: Uint8Array.of(0) },
      none: { shape: [0], values: new Uint8Array(0) },
      b: { shape: [2], values: Uint8Array.of(1, 2) },
    });
  });

  it('need no metadata', () => {
    expect(readSafetensors(fileOf({ a: entry('U8', [1], 0, 1) }, 1)).metadata).toEqual({});
  });

  it.each([
    ['empty', new Uint8Array(0), /only 0 bytes/],
    ['cut off in its data', bytes.subarray(0, -3), /vector lies at bytes 24 to 28.*25/],
    ['cut off in its header', bytes.subarray(0, 40), /header should take/],
    ['followed by more', new Uint8Array([...bytes, 1]), /28 bytes, but there are 29/],
    ['all length', new Uint8Array(8).fill(0xff), /should take 18446744073709551615 bytes/],
    ['of an endless header', fileOf({}).fill(0xff, 0, 7), /should take 72057594037927935 bytes/],
    ['of too long a header', fileOf(' '.repeat(10_000_001)), /takes 10000001 bytes, more than/],
    ['of no header', new Uint8Array(8), /not a JSON object/],
    ['without JSON', fileOf('{{'), /not a JSON object/],
    ['of broken words', fileOf('{"a\\x":1}'), /not a JSON object/],
    ['of unfinished words', fileOf('{"a\\'), /not a JSON object/],
    ['of a list', fileOf('[]'), /not a JSON object/],
    ['of null', fileOf('null'), /not a JSON object/],
    ['with a mark before the header', fileOf('\ufeff{}'), /not a JSON object/],
    ['with something before the header', fileOf(' {}'), /not a JSON object/],
    ['with something behind the header', fileOf('{}{}'), /not a JSON object/],
    ['not in UTF-8', fileOf('{"a":1}').fill(0xff, 10, 11), /not a JSON object/],
    ['of endless depth', fileOf(`{"a":${'['.repeat(2e6)}`), /nested too deeply/],
    ['of endless depth in objects', fileOf('{"a":'.repeat(1e6)), /nested too deeply/],
    [
      'with a name twice',
      fileOf(`{"a":${JSON.stringify(entry('U8', [1], 0, 1))},"\\u0061":{}}`, 1),
      /has "a" twice/,
    ],
    ['with a field twice', fileOf('{"a":{"dtype":"U8","shape":[1],"shape" :[2]}}', 1), /has "shape" twice/],
    [
      'of another type',
      fileOf({ a: entry('I64', [1], 0, 8) }, 8),
      /of type "I64"; readable are F32, F16, BF16, U8/,
    ],
    ['of an inherited type', fileOf({ a: entry('constructor', [1], 0, 8) }, 8), /of type "constructor"/],
    ['of a type in a list', fileOf({ a: entry(['F32'], [1], 0, 4) }, 4), /of type none/],
    ['of a type with a toString', fileOf({ a: entry({ toString: 1 }, [1], 0, 4) }, 4), /of type none/],
    ['with a null', fileOf({ a: null }), /of type none/],
    ['with a text', fileOf({ a: 'F32' }), /of type none/],
    ['without a shape', fileOf({ a: { dtype: 'F32', data_offsets: [0, 4] } }, 4), /no proper shape/],
    ['of half a side', fileOf({ a: entry('F32', [0.5, 2], 0, 4) }, 4), /no proper shape/],
    ['of negative sides', fileOf({ a: entry('F32', [-1, -1], 0, 4) }, 4), /no proper shape/],
    ['of sides in words', fileOf({ a: entry('F32', ['1'], 0, 4) }, 4), /no proper shape/],
    [
      'of uncountable sides',
      fileOf('{"a":{"dtype":"F32","shape":[1e999],"data_offsets":[0,4]}}', 4),
      /no proper/,
    ],
    ['of one offset', fileOf({ a: entry('F32', [1], 4) }, 4), /no proper shape/],
    ['with negative offsets', fileOf({ a: entry('F32', [1], -4, 0) }, 4), /no proper shape/],
    ['with turned offsets', fileOf({ a: entry('F32', [1], 4, 0) }, 4), /but -4 are set aside/],
    ['of another shape', fileOf({ a: entry('F32', [2], 0, 4) }, 4), /shape \[2\] takes 8 bytes, but 4/],
    // 2³² × 2³² × 4 is 0 in 64 bits.
    [
      'of a shape beyond 64 bits',
      fileOf({ a: entry('F32', [2 ** 32, 2 ** 32], 0, 0) }),
      /but 0 are set aside/,
    ],
    ['of a shape beyond all', fileOf({ a: entry('U8', Array(99).fill(2 ** 50), 0, 1) }, 1), /Infinity bytes/],
    [
      'with wild offsets',
      fileOf({ a: entry('U8', [1e9], 0, 1e9) }, 4),
      /bytes 0 to 1000000000, but there are 4/,
    ],
    [
      'with a hole',
      fileOf({ a: entry('U8', [1], 0, 1), b: entry('U8', [1], 2, 3) }, 3),
      /b begins at byte 2, but the one before it ends at 1/,
    ],
    ['with a hole at the start', fileOf({ a: entry('U8', [1], 1, 2) }, 2), /a begins at byte 1/],
    [
      'with two tensors in one place',
      fileOf({ a: entry('U8', [2], 0, 2), b: entry('F16', [1], 0, 2) }, 4),
      /b begins at byte 0, but the one before it ends at 2/,
    ],
    [
      'with an empty tensor in the middle of another',
      fileOf({ a: entry('U8', [2], 0, 2), b: entry('U8', [0], 1, 1) }, 2),
      /b begins at byte 1/,
    ],
    ['with numbers in the metadata', fileOf({ __metadata__: { n: 1 } }), /__metadata__ is not/],
    ['with a list of metadata', fileOf({ __metadata__: ['a'] }), /__metadata__ is not/],
    ['with a word of metadata', fileOf({ __metadata__: 'a' }), /__metadata__ is not/],
  ])('%s are refused', (_, file, message) => {
    expect(() => readSafetensors(file)).toThrow(message);
    expect(() => readSafetensors(file)).toThrow(/^This is no sound safetensors file: .{1,300}$/);
  });

  it('say no more of a hostile name than one can read', () => {
    const name = 'x'.repeat(1e6);
    expect(() => readSafetensors(fileOf({ [name]: entry(name, [1], 0, 1) }))).toThrow(/^.{1,300}$/);
    expect(() => readSafetensors(fileOf({ [name]: entry('U8', Array(1e5).fill(7), 0, 1) }))).toThrow(
      /^.{1,400}$/,
    );
    expect(() => readSafetensors(fileOf(`{"${name}":1,"${name}":1}`))).toThrow(/^.{1,300}$/);
  });

  it('take no more memory than the file, whatever it says', () => {
    // 20 GB, if each were believed.
    const million = 1_000_000;
    const header = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [`t${i}`, entry('U8', [million], 0, million)]),
    );
    expect(() => readSafetensors(fileOf(header, million))).toThrow(/begins at byte 0, but/);
  });

  it('that could not be read again are not written', () => {
    const values = new Float32Array(2);
    expect(() => writeSafetensors({ tensors: { a: { shape: [3], values } }, metadata })).toThrow(
      'The tensor a has 2 values, which is not the shape [3].',
    );
    expect(() => writeSafetensors({ tensors: { __metadata__: { shape: [2], values } }, metadata })).toThrow(
      /No tensor can be called/,
    );
    expect(() => writeSafetensors({ tensors, metadata: { words: ' '.repeat(10_000_000) } })).toThrow(
      /header would take 100\d{5} bytes/,
    );
  });
});

/** What a file says, believed to the letter and read number by number. */
function readNaively(file: Uint8Array): Safetensors {
  const { text, dataStart } = headerOf(file);
  const { __metadata__: metadata = {}, ...entries } = JSON.parse(text);
  const view = new DataView(file.buffer, file.byteOffset + dataStart);
  const numbers: Record<string, [number, (at: number) => number]> = {
    F32: [4, at => view.getFloat32(at, true)],
    F16: [2, at => fromFloat16(view.getUint16(at, true))],
    BF16: [2, at => new Float32Array(Uint32Array.of(view.getUint16(at, true) << 16).buffer)[0]!],
    U8: [1, at => view.getUint8(at)],
  };
  const tensors = Object.entries<ReturnType<typeof entry>>(entries).map(
    ([name, { dtype, shape, data_offsets }]) => {
      const [begin, end] = data_offsets as [number, number];
      const [width, read] = numbers[dtype as string]!;
      const values = Array.from({ length: (end - begin) / width }, (_, i) => read(begin + width * i));
      return [name, { shape, values: dtype === 'U8' ? Uint8Array.from(values) : Float32Array.from(values) }];
    },
  );
  return { tensors: Object.fromEntries(tensors), metadata };
}

describe('a file damaged at random', () => {
  const sound = writeSafetensors(
    {
      tensors: { ...tensors, images: { shape: [2, 2], values: new Uint8Array([1, 2, 3, 4]) } },
      metadata: { title: 'größer', format: '1' },
    },
    'F16',
  );
  const { text, dataStart } = headerOf(sound);
  const data = sound.subarray(dataStart);
  const NUMBERS = [
    '0',
    '1',
    '2',
    '4',
    '14',
    '18',
    '-1',
    '-0',
    '1e3',
    '4294967296',
    '9007199254740993',
    '1e999',
  ];
  const WORDS = [
    '"F32"',
    '"BF16"',
    '"__proto__"',
    '"matrix"',
    '[]',
    '[0,2]',
    '{}',
    'null',
    ',',
    '}',
    '"',
    '\\',
    ':',
  ];

  function withHeader(changed: string): Uint8Array {
    const file = fileOf(changed, data.length);
    file.set(data, file.length - data.length);
    return file;
  }

  const damages: Readonly<Record<string, (random: Random) => Uint8Array>> = {
    'a few bytes': random => {
      const file = sound.slice();
      for (let i = random.below(4); i >= 0; i--) file[random.below(file.length)] = random.below(256);
      return file;
    },
    'a few bits': random => {
      const file = sound.slice();
      for (let i = random.below(3); i >= 0; i--) file[random.below(file.length)]! ^= 1 << random.below(8);
      return file;
    },
    'its end': random => sound.subarray(0, random.below(sound.length)),
    'its length': random => {
      const file = sound.slice();
      file[random.below(8)] = random.below(256);
      return file;
    },
    'a number of its header': random => {
      const numbers = [...text.matchAll(/\d+/g)];
      const { index, 0: number } = numbers[random.below(numbers.length)]!;
      return withHeader(
        text.slice(0, index) + NUMBERS[random.below(NUMBERS.length)]! + text.slice(index + number.length),
      );
    },
    'a word of its header': random => {
      const words = [...text.matchAll(/"[^"]*"|[^"]/g)];
      const { index, 0: word } = words[random.below(words.length)]!;
      return withHeader(
        text.slice(0, index) + WORDS[random.below(WORDS.length)]! + text.slice(index + word.length),
      );
    },
    'a piece of its header, lost or moved': random => {
      const [start, length, to] = [random.below(text.length), random.below(40), random.below(text.length)];
      const piece = random.below(2) ? text.slice(start, start + length) : '';
      const rest = random.below(2) ? text : text.slice(0, start) + text.slice(start + length);
      return withHeader(rest.slice(0, to) + piece + rest.slice(to));
    },
  };

  function readOrRefuse(file: Uint8Array): Safetensors | null {
    try {
      return readSafetensors(file);
    } catch (error) {
      expect((error as Error).message).toMatch(
        /^This is no sound safetensors file: .+ Load or copy the file again\.$/s,
      );
      return null;
    }
  }

  it.each(Object.keys(damages))('in %s is read to the letter or refused', damage => {
    const random = new Random(5, damage);
    let refused = 0;
    for (let i = 0; i < 3000; i++) {
      const file = damages[damage]!(random);
      const read = readOrRefuse(file);
      if (!read) {
        refused++;
        continue;
      }
      expect(read).toEqual(readNaively(file));
      let taken = 0;
      for (const { shape, values } of Object.values(read.tensors)) {
        expect(values.length).toBe(shape.reduce((product, side) => product * side, 1));
        taken += values.byteLength;
      }
      expect(taken).toBeLessThanOrEqual(2 * file.length);
    }
    expect(refused).toBeGreaterThan(100);
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
