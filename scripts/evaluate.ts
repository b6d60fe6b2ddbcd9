/**
 * The table of scores of a generator's weights file:
 *
 *     npm run evaluate -- --model models/digits.safetensors [--samples 10000] [--seed 1] [--classifier FILE] [--json FILE]
 *                         [--keep]
 *
 * `--json` writes the scores to a file as well, `--keep` the chief ones into the weights file's own metadata.
 */

import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Scores } from '../src/gan/metrics/Scores.ts';
import { scoreTable } from '../src/gan/metrics/scoreTable.ts';
import { type GeneratorFile, writeGeneratorFile } from '../src/gan/weights/generatorFile.ts';
import { writeFile } from './pictures.ts';
import { readBytes, scoreGenerator } from './scoreGenerator.ts';

const USAGE =
  'npm run evaluate -- --model FILE [--samples 10000] [--seed 1] [--classifier FILE] [--json FILE] [--keep]';

const OPTIONS = {
  model: { type: 'string' },
  samples: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
  classifier: { type: 'string' },
  json: { type: 'string' },
  keep: { type: 'boolean', default: false },
} as const;

function usage(problem: string): never {
  console.error(`${problem}\n${USAGE}`);
  process.exit(2);
}

function parse() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    return usage((error as Error).message);
  }
}

const options = parse();
if (!options.model) usage('Name the weights file, such as models/digits.safetensors.');
for (const [name, least] of [
  ['samples', 4],
  ['seed', 0],
] as const) {
  const number = Number(options[name]);
  if (!Number.isInteger(number) || number < least) {
    usage(`--${name} is ${options[name]}. Give a whole number of at least ${least}.`);
  }
}
try {
  const bytes = readBytes(options.model);
  const { file, classifier, scores } = await scoreGenerator(bytes, {
    samples: Number(options.samples),
    seed: Number(options.seed),
    classifier: options.classifier,
  });
  console.log(`${options.model}, by ${basename(classifier)}`);
  console.log(scoreTable(scores).join('\n'));
  if (options.json) writeFile(options.json, `${JSON.stringify(scores, null, 2)}\n`);
  if (options.keep) keepScores(options.model, bytes, file, basename(classifier), scores);
} catch (error) {
  console.error((error as Error).message);
  process.exit(2);
}

/** Writes the file anew, in its own precision. */
function keepScores(
  path: string,
  bytes: Uint8Array,
  file: GeneratorFile,
  classifier: string,
  scores: Scores,
): void {
  const { frechetDistance, kernelDistance, precision, recall, nearestRatio, attributes } = scores;
  const agreement = Object.fromEntries(attributes.map(({ name, agreement }) => [name, agreement?.value]));
  const kept = {
    classifier,
    frechetDistance,
    kernelDistance,
    precision,
    recall,
    nearestRatio,
    agreement,
  };
  const values = Object.values(file.weights).reduce((sum, { values }) => sum + values.length, 0);
  const metadata = { ...file.metadata, scores: JSON.stringify(kept, rounded) };
  writeFileSync(
    path,
    writeGeneratorFile({ ...file, metadata }, bytes.length > 4 * values ? 'float32' : 'float16'),
  );
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
