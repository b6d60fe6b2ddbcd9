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

describe('a reserve in the dark', () => {
  /** Light that goes from a stroke on the left to one on the right. */
  const strokes = (share: number) =>
    paint(64, 64, x => {
      const value = Math.round(255 * (x >= 8 && x < 16 ? 1 - share : x >= 48 && x < 56 ? share : 0));
      return [value, value, value];
    });
  const points = lowDiscrepancyPoints(4096, 1);

  /** Largest share of the homes that jump over a tenth of the width between two of 60 images. */
  function jumps(reserve: number): number {
    let worst = 0;
    let before: Float32Array | null = null;
    for (let i = 0; i <= 60; i++) {
      const homes = flowHomes(flowTables(strokes(i / 60), { ...reading(false), reserve }), points);
      let jumped = 0;
      for (let k = 0; before && k < homes.length; k += 2) {
        if (Math.abs(homes[k]! - before[k]!) > 0.1) jumped++;
      }
      worst = Math.max(worst, (2 * jumped) / homes.length);
      before = homes;
    }
    return worst;
  }

  test('keeps homes from jumping where light goes elsewhere', () => {
    expect(jumps(0)).toBeGreaterThan(0.02);
    expect(jumps(0.05)).toBeLessThan(0.01);
  });

  test('gives back the light of the picture all the same', () => {
    const tables = flowTables(strokes(0.3), { ...reading(false), reserve: 0.05 });
    const { width, height, colors, cells, rows, meanWeight } = tables;
    for (const x of [10, 30, 50]) {
      const density = (cells[x]! - cells[x - 1]!) * width * (rows[0]! * height);
      const light = density * meanWeight * colors[4 * x]!;
      const picture = flowTables(strokes(0.3), { ...reading(false), weight: 'even' });
      expect(light).toBeCloseTo(picture.colors[4 * x]!, 4);
    }
  });
});
