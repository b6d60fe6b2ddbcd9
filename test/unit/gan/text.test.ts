/** Generators that are told in words what to draw. */
import { readFileSync } from 'node:fs';
import { type Generator, loadGenerator } from 'genesis-particles/gan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokensOf } from '../../../src/gan/text/tokensOf.ts';
import * as tf from '../../../src/gan/tf.ts';

const read = (name: string) =>
  new Uint8Array(readFileSync(new URL(`fixtures/${name}.safetensors`, import.meta.url)));
const options = { worker: false, backend: 'cpu' } as const;

let generator: Generator;
beforeAll(async () => {
  generator = await loadGenerator(read('tiny-told-generator'), options);
});
afterAll(() => generator.dispose());

const pixels = async (prompt?: string, seed = 1) =>
  Array.from((await generator.sample(prompt === undefined ? { seed } : { seed, prompt })).data);

describe('words', () => {
  it.each([
    ['Blue-haired girl, aged 17', ['blue', 'haired', 'girl', 'aged', '1', '7']],
    ['  Ein  Mädchen… mit HUT!', ['ein', 'mädchen', 'mit', 'hut']],
    ['数字七', ['数', '字', '七']],
    ['?!', []],
    ['', []],
  ])('%s', (text, words) => {
    expect(tokensOf(text)).toEqual(words);
  });
});

describe('a prompt', () => {
  it('changes what is drawn, and its order counts', async () => {
    const face = await pixels('a face');
    expect(await pixels('a face')).toEqual(face);
    expect(await pixels('A FACE!')).toEqual(face);
    expect(await pixels('a blue face')).not.toEqual(face);
    expect(await pixels('blue face 7')).not.toEqual(await pixels('7 blue face'));
    expect(await pixels('七')).not.toEqual(await pixels('7'));
    expect(await pixels('a face', 2)).not.toEqual(face);
  });

  it('of nothing that is known leaves everything open', async () => {
    expect(await pixels('zebra crossing')).toEqual(await pixels());
    expect(await pixels('')).toEqual(await pixels());
  });

  it('may be longer than what is read of it', async () => {
    const six = 'a blue face a blue face';
    expect(await pixels(`${six} 7 7 7`)).toEqual(await pixels(six));
  });

  it('is the same for every image of a list', async () => {
    const [first, second] = await generator.sample({ prompt: 'a blue face', seed: 1, count: 2 });
    expect(Array.from(first!.data)).toEqual(await pixels('a blue face', 1));
    expect(Array.from(second!.data)).toEqual(await pixels('a blue face', 2));
  });

  it('is read aloud: what is known, and what is nearest to the rest', () => {
    expect(generator.readPrompt('A bleu face, fase, fase')).toEqual({
      known: ['a', 'face'],
      unknown: [
        { word: 'bleu', nearest: ['blue', 'a', 'face'] },
        { word: 'fase', nearest: ['face', 'a', 'blue'] },
      ],
    });
  });
});

describe('files', () => {
  it('keep the encoder when they are saved', async () => {
    const copy = await loadGenerator(await generator.save(), options);
    expect(copy.vocabulary).toEqual(generator.vocabulary);
    expect(Array.from((await copy.sample({ seed: 1, prompt: 'a blue face' })).data)).toEqual(
      await pixels('a blue face'),
    );
    copy.dispose();
  });

  it('leave no tensors behind', async () => {
    const before = tf.memory().numTensors;
    const other = await loadGenerator(read('tiny-told-generator'), options);
    await other.sample({ prompt: 'a face', count: 3 });
    other.dispose();
    // What is disposed of goes in a task of its own.
    await new Promise(resolve => setTimeout(resolve));
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('mistakes are named', () => {
  it('a prompt where none is understood, and what is no text', async () => {
    const plain = await loadGenerator(read('tiny-generator'), options);
    expect(plain.vocabulary).toBeNull();
    await expect(plain.sample({ prompt: 'a face' })).rejects.toThrow('cannot be told in words');
    expect(() => plain.readPrompt('a face')).toThrow('cannot be told in words');
    plain.dispose();
    await expect(generator.sample({ prompt: 7 as never })).rejects.toThrow(
      'The prompt is 7. It must be a string.',
    );
    await expect(generator.sample({ label: '7' })).rejects.toThrow('unconditional');
  });

  it.each([
    ['a vocabulary of nothing', { vocabulary: [] }],
    ['no places', { places: 0 }],
  ])('%s in a file', async (_, change) => {
    const bytes = read('tiny-told-generator');
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    const architecture = JSON.parse(header.__metadata__.architecture);
    header.__metadata__.architecture = JSON.stringify({
      ...architecture,
      text: { ...architecture.text, ...change },
    });
    const written = new TextEncoder().encode(JSON.stringify(header));
    const file = new Uint8Array(8 + written.length + bytes.length - 8 - length);
    new DataView(file.buffer).setBigUint64(0, BigInt(written.length), true);
    file.set(written, 8);
    file.set(bytes.subarray(8 + length), 8 + written.length);
    await expect(loadGenerator(file, options)).rejects.toThrow('encoder of texts');
  });
});
