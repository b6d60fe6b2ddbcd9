/**
 * How good the shipped generator of digits is beside what the article's recipe makes: trained to its end, 50 epochs, from
 * three seeds, of which the best counts (their weights are in `bench/article/`, with the commands that made them).
 */

import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBytes, scoreGenerator } from '../scripts/scoreGenerator.ts';
import type { Measurement } from './Row.ts';

const SAMPLES = 10_000;
const SEED = 1;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export async function measureQuality(): Promise<Measurement[]> {
  const shipped = await measure(here('../models/digits.safetensors'));
  const article = [];
  for (const name of readdirSync(here('article'))) article.push(await measure(here(`article/${name}`)));
  article.sort((one, other) => one.value - other.value);
  const seeds = article.map(({ value, seed }) => `${value.toFixed(0)} (seed ${seed})`).join(', ');
  const row = { peer: null, peerName: null, unit: 'Fréchet distance' };
  const of = `${SAMPLES} images against MNIST's test images, by ${shipped.classifier}`;
  return [
    { ...row, id: 'quality/fd', what: `shipped generator of digits, ${of}`, ours: shipped.value },
    {
      ...row,
      id: 'quality/fd-article',
      what: `the article's recipe after 50 epochs, the best of ${seeds}, ${of}`,
      ours: article[0]!.value,
      peer: shipped.value,
      peerName: 'the shipped generator',
    },
    { ...row, id: 'quality/fd-floor', what: `training images, ${of}`, ours: shipped.floor },
  ];
}

async function measure(
  path: string,
): Promise<{ value: number; floor: number; seed: string | undefined; classifier: string }> {
  const { file, classifier, scores } = await scoreGenerator(readBytes(path), {
    samples: SAMPLES,
    seed: SEED,
  });
  const { value, floor } = scores.frechetDistance;
  return { value, floor: floor!, seed: file.metadata.seed, classifier: basename(classifier) };
}
