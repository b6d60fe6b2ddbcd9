import { describe, expect, it } from 'vitest';
import { condense, type Field, SIDE } from '../../../src/particles/forces/condense.ts';

const fieldOf = (width: number, height: number, value: (x: number, y: number) => number): Field => ({
  width,
  height,
  data: Array.from({ length: width * height }, (_, i) =>
    value(((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height),
  ),
});

function condensed(field: Field) {
  const values = new Float32Array(SIDE * SIDE);
  const wants = condense(field, values, new Float32Array(SIDE * SIDE));
  const at = (x: number, y: number) => values[Math.floor(y * SIDE) * SIDE + Math.floor(x * SIDE)]!;
  return { values, wants, at };
}

const wave = (x: number, y: number) => Math.sin(2 * Math.PI * x) * Math.cos(Math.PI * y);

describe('a field as particles feel it', () => {
  it.each([1e-30, 1e-4, 1, 1e20])('lies within ±1 and reaches it, whatever its scale: %f', scale => {
    const { values, wants } = condensed(fieldOf(28, 28, (x, y) => scale * wave(x, y)));
    expect(wants).toBe(true);
    expect(Math.max(...values)).toBeCloseTo(1, 2);
    expect(Math.min(...values)).toBeCloseTo(-1, 2);
  });

  it('is not silenced by a pixel that sticks out', () => {
    const field = fieldOf(28, 28, wave);
    (field.data as number[])[400] = 1e4;
    const { at } = condensed(field);
    expect(at(0.25, 0.05)).toBeGreaterThan(0.8);
    expect(at(0.75, 0.05)).toBeLessThan(-0.8);
  });

  it('is heard where all but a pixel are 0', () => {
    const { at, wants } = condensed(fieldOf(100, 100, (x, y) => Number(x === 0.505 && y === 0.255)));
    expect(wants).toBe(true);
    expect(at(0.505, 0.255)).toBe(1);
    expect(Math.abs(at(0.1, 0.9))).toBeLessThan(1e-6);
  });

  it.each([
    [28, 28],
    [300, 120],
    [12, 24],
    [1, 1],
  ])('keeps its shape from %i × %i numbers, top row first', (width, height) => {
    const { at } = condensed(
      fieldOf(width, height, (x, y) => (width > 1 ? (x < 0.5 ? 1 : -1) : 1) * (y < 0.7 ? 1 : 0.01)),
    );
    expect(at(0.1, 0.3)).toBeCloseTo(1, 1);
    if (width > 1) expect(at(0.9, 0.3)).toBeCloseTo(-1, 1);
    if (height > 1) expect(Math.abs(at(0.1, 0.99))).toBeLessThan(0.1);
  });

  it('is smooth, as far in x as in y of the image, however wide it is', () => {
    const { at } = condensed(fieldOf(200, 50, x => (x < 0.5 ? 1 : -1)));
    const square = condensed(fieldOf(50, 50, (_, y) => (y < 0.5 ? 1 : -1)));
    // The same share of the image's size, but four times as far from the edge.
    expect(at(0.46, 0.5)).toBeGreaterThan(0.99);
    expect(square.at(0.5, 0.46)).toBeLessThan(0.9);
    expect(square.at(0.5, 0.35)).toBeGreaterThan(0.99);
    for (const x of [0.3, 0.4, 0.45, 0.48]) expect(at(x, 0.5)).toBeGreaterThanOrEqual(at(x + 0.02, 0.5));
  });

  it('wants nothing where it is 0 everywhere', () => {
    const { values, wants } = condensed(fieldOf(28, 28, () => 0));
    expect(wants).toBe(false);
    expect(values.every(value => value === 0)).toBe(true);
  });
});
