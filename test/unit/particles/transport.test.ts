/** Matching particles to the samples of an image: one to one, near the least travel, colours if they count. */
import { describe, expect, test } from 'vitest';
import { exactAssignment } from '../../../bench/transport/exactAssignment.ts';
import { scoreTravel } from '../../../bench/transport/scoreTravel.ts';
import { flowHomes } from '../../../src/particles/layouts/flowHomes.ts';
import { flowTables } from '../../../src/particles/layouts/flowTables.ts';
import { lowDiscrepancyPoints } from '../../../src/particles/layouts/lowDiscrepancy.ts';
import { colorDirections, planeDirections } from '../../../src/particles/layouts/transport/directions.ts';
import { createTransportLayout } from '../../../src/particles/layouts/transport/transportHomes.ts';
import { mulberry32 } from '../../../src/particles/mulberry32.ts';
import { paint, reading, testDigits } from './images.ts';

const digits = testDigits(8).map(image => flowTables(image, reading(true)));
const [first, second] = [digits[0]!, digits[1]!];

/** xy pairs as sorted text, to compare sets of points. */
const asSet = (pairs: Float32Array) =>
  Array.from({ length: pairs.length / 2 }, (_, i) => `${pairs[2 * i]} ${pairs[2 * i + 1]}`).sort();

describe('transport homes', () => {
  test.each([1, 2, 3, 15, 16, 17, 1000, 4097])('of %i particles are the samples, each used once', count => {
    const samples = flowHomes(second, lowDiscrepancyPoints(count, 5));
    const place = createTransportLayout(count);
    const request = { seed: 5, tables: second, previousTables: first };
    expect(asSet(place(request))).toEqual(asSet(samples));
    expect(asSet(place({ ...request, colorWeight: 0.5 }))).toEqual(asSet(samples));
  });

  test('each is used once too when particles come from one point or from far away', () => {
    const samples = asSet(flowHomes(second, lowDiscrepancyPoints(500, 1)));
    const random = mulberry32(7);
    for (const from of [
      new Float32Array(1000),
      Float32Array.from({ length: 1000 }, () => 40 * random() - 9),
    ]) {
      expect(asSet(createTransportLayout(500)({ seed: 1, tables: second, from }))).toEqual(samples);
    }
  });

  test('are the same every time, by a layout used before or a new one', () => {
    const place = createTransportLayout(1000);
    const request = { seed: 1, tables: second, previousTables: first };
    const homes = place(request);
    place({ seed: 9, tables: first, colorWeight: 1, previousTables: second });
    expect(place(request)).toEqual(homes);
    expect(createTransportLayout(1000)(request)).toEqual(homes);
  });

  test('without a place to come from, particles come from their points of the square', () => {
    const square = lowDiscrepancyPoints(1000, 1).map((value, i) => (i % 2 === 0 ? value - 0.5 : 0.5 - value));
    const place = createTransportLayout(1000);
    expect(place({ seed: 1, tables: first })).toEqual(place({ seed: 1, tables: first, from: square }));
  });

  test('particles that are at home already stay', () => {
    const home = flowHomes(first, lowDiscrepancyPoints(1000, 1));
    expect(createTransportLayout(1000)({ seed: 1, tables: first, from: home })).toEqual(home);
  });

  test('between test digits, cost hardly more than the exact assignment', () => {
    const place = createTransportLayout(1024);
    const points = lowDiscrepancyPoints(1024, 1);
    const travels = [0, 2, 4, 6].map(index => {
      const previousTables = digits[index]!;
      return {
        before: flowHomes(previousTables, points),
        after: place({ seed: 1, tables: digits[index + 1]!, previousTables }),
      };
    });
    const { mean, worst } = scoreTravel(travels);
    console.log(`Squared travel over the least: mean ${mean.toFixed(4)}, worst ${worst.toFixed(4)}.`);
    expect(mean).toBeLessThan(1.03);
    expect(worst).toBeLessThan(1.06);
  }, 60_000);

  test('in a wide image as well', () => {
    const wide = [0, 1].map(flip =>
      flowTables(
        paint(40, 8, (x, y) =>
          Math.hypot(x - (flip ? 30 : 8), 2 * (y - 4)) < 7 ? [255, 255, 255] : [9, 9, 9],
        ),
        reading(false),
      ),
    );
    const before = flowHomes(wide[0]!, lowDiscrepancyPoints(512, 1));
    const after = createTransportLayout(512)({ seed: 1, tables: wide[1]!, from: before });
    expect(scoreTravel([{ before, after }]).mean).toBeLessThan(1.05);
  });

  test('another number of places than of particles is an error', () => {
    const place = createTransportLayout(10);
    expect(() => place({ seed: 1, tables: first, from: new Float32Array(10) })).toThrow(
      /holds 5 places, but there are 10 particles/,
    );
  });
});

test('with colours in the cost, particles cross to where their colour is wanted', () => {
  const halves = (redLeft: boolean) =>
    flowTables(
      paint(8, 8, x => (x < 4 === redLeft ? [255, 0, 0] : [0, 0, 255])),
      reading(false),
    );
  const request = { seed: 1, tables: halves(false), previousTables: halves(true) };
  const place = createTransportLayout(2000);
  const before = flowHomes(request.previousTables, lowDiscrepancyPoints(2000, 1));
  const crossed = (after: Float32Array) =>
    before.filter((x, i) => i % 2 === 0 && x < 0 !== after[i]! < 0).length / 2000;
  expect(crossed(place(request))).toBe(0);
  expect(crossed(place({ ...request, colorWeight: 3 }))).toBeGreaterThan(0.99);
});

describe('directions', () => {
  test('of the plane are of length 1, and any of them in a row are spread', () => {
    const directions = planeDirections(20);
    const angles = directions.map(([x, y]) => (Math.atan2(y!, x!) + Math.PI) % Math.PI).sort((a, b) => a - b);
    const gaps = angles.map((angle, i) => (angles[i + 1] ?? angles[0]! + Math.PI) - angle);
    for (const [x, y] of directions) expect(Math.hypot(x!, y!)).toBeCloseTo(1, 12);
    expect(Math.max(...gaps)).toBeLessThan((2.7 * Math.PI) / 20);
  });

  test('of place and colour are orthonormal, five by five', () => {
    const directions = colorDirections(40);
    for (let set = 0; set < 40; set += 5) {
      for (let i = 0; i < 25; i++) {
        const [a, b] = [directions[set + Math.floor(i / 5)]!, directions[set + (i % 5)]!];
        const product = a.reduce((sum, value, axis) => sum + value * b[axis]!, 0);
        expect(product).toBeCloseTo(Math.floor(i / 5) === i % 5 ? 1 : 0, 10);
      }
    }
  });
});

test('the exact assignment is the best of all orders', () => {
  const random = mulberry32(3);
  const orders = (rest: number[]): number[][] =>
    rest.length < 2
      ? [rest]
      : rest.flatMap(head => orders(rest.filter(n => n !== head)).map(tail => [head, ...tail]));
  const all = orders([0, 1, 2, 3, 4, 5]);
  for (let round = 0; round < 20; round++) {
    const [from, to] = [0, 1].map(() => Float32Array.from({ length: 12 }, random)) as [
      Float32Array,
      Float32Array,
    ];
    const travel = (order: ArrayLike<number>) =>
      Array.from(order).reduce(
        (sum, j, i) => sum + (from[2 * i]! - to[2 * j]!) ** 2 + (from[2 * i + 1]! - to[2 * j + 1]!) ** 2,
        0,
      );
    expect(travel(exactAssignment(from, to))).toBeCloseTo(Math.min(...all.map(travel)), 12);
  }
});
