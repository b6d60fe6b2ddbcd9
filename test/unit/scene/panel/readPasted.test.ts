import { expect, test } from 'vitest';
import { swarmParameters } from '../../../../src/particles/index.ts';
import { writeEffect } from '../../../../src/scene/effectJSON.ts';
import { writeLook } from '../../../../src/scene/panel/lookAddress.ts';
import { completeLook } from '../../../../src/scene/panel/looks.ts';
import { readPasted } from '../../../../src/scene/panel/readPasted.ts';
import { presets } from '../../../../src/scene/presets/index.ts';

const look = completeLook(presets.ember);

test('an effect as JSON is taken with its number of particles and its size', () => {
  const effect = writeEffect({ count: 4096, seed: 1, size: 2, parameters: look });
  expect(readPasted(JSON.stringify(effect, null, 2))).toEqual({ look, count: 4096, size: 2 });
});

test('so is a preset, and a link with spaces around it', () => {
  expect(readPasted(JSON.stringify(presets.ember))).toEqual({ look });
  expect(readPasted(`\n ${writeLook(look, 'https://example.org/?a=1')} `)).toEqual({ look });
  expect(readPasted(writeLook(look, 'https://example.org/', 3))).toEqual({ look, size: 3 });
});

test('an effect that was damaged is taken as far as it can be', () => {
  const parameters = { ...presets.ember, tint: 'much', spring: 1e9, sparkle: 3 };
  const effect = { type: 'GenesisParticles', version: 1, count: -5, size: 'large', parameters };
  expect(readPasted(JSON.stringify(effect))).toEqual({
    look: completeLook({ ...presets.ember, tint: undefined, spring: swarmParameters.spring.max }),
  });
});

test.each([
  ['', 'There is no look in this text'],
  ['hello', 'There is no look in this text'],
  ['{"a": 1}', 'There is no look in this text'],
  ['[1, 2]', 'There is no look in this text'],
  ['null', 'There is no look in this text'],
  ['{"tint": "much"}', 'There is no look in this text'],
  ['https://example.org/?look=sunny', 'There is no look in this text'],
  ['{"type": "Mesh"}', 'its type is "Mesh"'],
  ['{"type": "GenesisParticles", "version": 99}', 'reads up to 1'],
])('%j is refused with a sentence', (text, sentence) => {
  expect(() => readPasted(text)).toThrow(sentence);
});
