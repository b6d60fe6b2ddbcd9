import { expect, test } from 'vitest';
import { PrincipalComponents } from '../../long/PrincipalComponents.ts';

/** Three pixels: the second follows the first, the third is always the same. */
const images = Uint8Array.from([0, 0, 51, 51, 51, 51, 102, 102, 51, 153, 153, 51, 204, 204, 51]);

test('one direction is enough where two pixels go together and the third stands still', () => {
  const components = new PrincipalComponents(images, 3, 1);
  expect(components.explainedVariance).toBeCloseTo(1);
  // Along (1, 1) / √2: pixels of 0, 0.2, … 0.8 are 0.2 √2 apart, around their mean.
  const points = components.project(images);
  expect(points).toHaveLength(5);
  const sign = Math.sign(points[4]!);
  for (const [index, point] of points.entries()) {
    expect(sign * point).toBeCloseTo((index - 2) * 0.2 * Math.SQRT2, 6);
  }
});

test('all directions together keep every distance', () => {
  const random = Uint8Array.from({ length: 40 }, (_, index) => (index * index * 37 + 11) % 256);
  const points = new PrincipalComponents(random, 4, 4).project(random);
  const distance = (set: ArrayLike<number>, a: number, b: number) =>
    Math.hypot(...[0, 1, 2, 3].map(k => set[4 * a + k]! - set[4 * b + k]!));
  for (const [a, b] of [
    [0, 1],
    [2, 7],
    [9, 4],
  ] as const) {
    expect(distance(points, a, b)).toBeCloseTo(distance(random, a, b) / 255, 5);
  }
});
