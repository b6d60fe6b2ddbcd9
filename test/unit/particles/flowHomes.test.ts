/** The layouts' mathematics in JavaScript, against numbers worked out by hand; `test/gpu` holds it against the shaders. */
import { describe, expect, test } from 'vitest';
import { flowHomes } from '../../../src/particles/layouts/flowHomes.ts';
import { flowTables } from '../../../src/particles/layouts/flowTables.ts';
import { lowDiscrepancyPoints, pcg3d } from '../../../src/particles/layouts/lowDiscrepancy.ts';
import { paint, reading } from './images.ts';

/** The hash in whole numbers of any size, as its authors write it. */
function pcg3dInBigInts(input: readonly number[]): number[] {
  let [x, y, z] = input.map(value => (BigInt(value) * 1664525n + 1013904223n) & 0xffffffffn) as [
    bigint,
    bigint,
    bigint,
  ];
  const mix = () => {
    x = (x + y * z) & 0xffffffffn;
    y = (y + z * x) & 0xffffffffn;
    z = (z + x * y) & 0xffffffffn;
  };
  mix();
  [x, y, z] = [x ^ (x >> 16n), y ^ (y >> 16n), z ^ (z >> 16n)];
  mix();
  return [x, y, z].map(Number);
}

describe('the low-discrepancy points', () => {
  test.each([
    [0, 0, 0],
    [1, 2, 3],
    [1, 0x9e3779b9, 7],
    [4294967295, 4294967295, 4294967295],
  ])('pcg3d of %i, %i, %i is that of exact whole numbers', (x, y, z) => {
    expect(pcg3d(x, y, z)).toEqual(pcg3dInBigInts([x, y, z]));
  });

  test.each([0, 1, 4294967295])(
    'are those of 32-bit unsigned numbers, far out as well, with seed %i',
    seed => {
      const count = 100_000;
      const points = lowDiscrepancyPoints(count, seed);
      const [u, v] = pcg3dInBigInts([seed, 0x9e3779b9, 7]);
      for (const particle of [0, 1, 2, 77_777, count - 1]) {
        const expected = [
          [3242174889n, u],
          [2447445414n, v],
        ] as const;
        expected.forEach(([factor, shift], axis) => {
          const exact = ((BigInt(particle) * factor + BigInt(shift!)) & 0xffffffffn) >> 8n;
          expect(points[2 * particle + axis]).toBe(Number(exact) / 16777216);
        });
      }
    },
  );
});

describe('flow homes', () => {
  test('a cell takes the share of the square that its light is of the whole', () => {
    // Rows hold a quarter and three quarters of the light; the upper one's is on the right.
    const tables = {
      width: 2,
      height: 2,
      rows: Float32Array.of(0.25, 1),
      cells: Float32Array.of(0, 1, 0.5, 1),
    };
    const points = Float32Array.of(0.5, 0.125, 0.25, 0.625, 0.75, 0.25, 0, 0);
    // x: from the left, y: from the top, in pixels: (1.5, 0.5), (0.5, 1.5), (1.5, 1) and the corner (1, 0).
    expect([...flowHomes(tables, points)]).toEqual([0.25, 0.25, -0.25, -0.25, 0.25, 0, 0, 0.5]);
  });

  test('lie within the image, whatever its aspect, and fill an even one evenly', () => {
    const wide = flowTables(
      paint(6, 3, () => [200, 200, 200]),
      reading(false),
    );
    const homes = flowHomes(wide, lowDiscrepancyPoints(10_000, 3));
    const x = homes.filter((_, i) => i % 2 === 0);
    const y = homes.filter((_, i) => i % 2 === 1);
    expect(Math.min(...x)).toBeCloseTo(-1, 2);
    expect(Math.max(...x)).toBeCloseTo(1, 2);
    expect(Math.min(...y)).toBeCloseTo(-0.5, 2);
    expect(Math.max(...y)).toBeCloseTo(0.5, 2);
    expect(x.filter(value => value < -0.5).length / x.length).toBeCloseTo(0.25, 2);
  });
});
