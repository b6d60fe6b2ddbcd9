/** The moving pictures of README.md are small enough for it, and as large as they are filmed. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { films } from '../../../scripts/looks/films.ts';

const PICTURES = fileURLToPath(new URL('../../../docs/pictures/', import.meta.url));

test('every film has been made, and nothing else lies beside them', () => {
  expect(readdirSync(PICTURES).sort()).toEqual(films.map(({ name }) => `${name}.webp`).sort());
});

test.each(films.map(({ name, width, height }) => [name, width, height] as const))(
  '%s moves, for ever, at %i × %i, in at most 2 MB',
  (name, width, height) => {
    const file = readFileSync(`${PICTURES}${name}.webp`);
    expect(file.length).toBeLessThanOrEqual(2_000_000);
    // Chunks of RIFF: a name, a length, then what they hold.
    const extended = file.indexOf('VP8X') + 8;
    expect([1 + file.readUIntLE(extended + 4, 3), 1 + file.readUIntLE(extended + 7, 3)]).toEqual([
      width,
      height,
    ]);
    const animation = file.indexOf('ANIM') + 8;
    expect(file.readUInt16LE(animation + 4)).toBe(0);
    expect(file.toString('latin1').split('ANMF').length - 1).toBeGreaterThan(24);
  },
);
