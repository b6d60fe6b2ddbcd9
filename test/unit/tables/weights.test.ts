/** Tables tell of weights that ship: as soon as those are others, what was measured is no longer true. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Tables of the article's promises that judge files in `models/`; augmentation trains its own. */
const TABLES = ['adversarial', 'conditions', 'robustness', 'text'];
const FOLDER = 'docs/tables';
const read = (name: string) => JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8'));

test.each(TABLES)('%s was measured from the weights that are there, and says how', name => {
  const { weights, command, seed, seeds = [seed], date } = read(name);
  expect(command).toMatch(/training\/tables\/|npm run table/);
  expect(seeds).toContain(1);
  expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(Object.keys(weights).length).toBeGreaterThan(0);
  for (const [path, hash] of Object.entries(weights)) {
    const found = createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(found, `${path} is another than ${name} was measured from`).toBe(hash);
  }
  expect(readFileSync(`${FOLDER}/${name}.svg`, 'utf8')).toContain('<svg');
});

test('every table that names weights is looked at', () => {
  const names = readdirSync(FOLDER)
    .filter(file => file.endsWith('.json'))
    .map(file => file.slice(0, -'.json'.length))
    .filter(name => read(name).weights);
  expect(names.sort()).toEqual([...TABLES].sort());
});
