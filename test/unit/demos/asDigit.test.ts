/** Drawings, as MNIST has its digits. */
import { expect, test } from 'vitest';
import { asDigit } from '../../../demos/pictures/asDigit.ts';
import { lightOnDark } from '../../../demos/pictures/lightOnDark.ts';

function drawn(side: number, isInk: (x: number, y: number) => boolean, [ink, ground] = [255, 0]) {
  const data = new Uint8ClampedArray(4 * side * side).fill(255);
  for (let i = 0; i < side * side; i++) {
    data.fill(isInk(i % side, Math.floor(i / side)) ? ink! : ground!, 4 * i, 4 * i + 3);
  }
  return { width: side, height: side, data };
}

/** Where there is light, and its centre of mass. */
function measured({ width, data }: { width: number; data: Uint8ClampedArray | Uint8Array }) {
  let [left, right, top, bottom, mass, x, y] = [width, -1, width, -1, 0, 0, 0];
  for (let i = 0; i < data.length / 4; i++) {
    const light = data[4 * i]!;
    if (light < 100) continue;
    const [column, row] = [i % width, Math.floor(i / width)];
    [left, right] = [Math.min(left, column), Math.max(right, column)];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
    [mass, x, y] = [mass + light, x + light * (column + 0.5), y + light * (row + 0.5)];
  }
  return { width: right - left + 1, height: bottom - top + 1, x: x / mass, y: y / mass };
}

test('small in a corner or large, it becomes 20 pixels high around the middle', () => {
  for (const [side, left, top, height] of [
    [112, 5, 60, 30],
    [112, 40, 4, 104],
    [28, 2, 2, 10],
  ] as const) {
    // A one with a foot: its mass lies below its middle.
    const one = (x: number, y: number) =>
      y >= top && y < top + height && x >= left && x < left + (y > top + 0.8 * height ? 0.6 : 0.2) * height;
    const digit = asDigit(drawn(side, one));
    expect([digit.width, digit.height]).toEqual([28, 28]);
    const { height: rows, x, y } = measured(digit);
    expect(Math.abs(rows - 20)).toBeLessThanOrEqual(1);
    expect(Math.abs(x - 14)).toBeLessThan(0.5);
    expect(Math.abs(y - 14)).toBeLessThan(0.5);
  }
});

test('an empty pad is a black picture', () => {
  const { data } = asDigit(drawn(112, () => false));
  expect(data.every((value, index) => value === (index % 4 === 3 ? 255 : 0))).toBe(true);
});

test('ink on paper is taken for light on dark, however grey both are', () => {
  const stroke = (x: number, y: number) => x >= 4 && x < 7 && y >= 2 && y < 14;
  const plain = lightOnDark(drawn(16, stroke, [60, 200]));
  expect(Array.from(plain.data)).toEqual(Array.from(drawn(16, stroke).data));
  expect(Array.from(lightOnDark(drawn(16, stroke, [180, 40])).data)).toEqual(Array.from(plain.data));
});
