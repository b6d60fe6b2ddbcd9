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

const { values: options } = parseArgs({
  options: {
    model: { type: 'string' },
    samples: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    classifier: { type: 'string' },
    json: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});

if (!options.model) {
  console.error('Name the weights file: npm run evaluate -- --model models/digits.safetensors');
  process.exit(2);
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
