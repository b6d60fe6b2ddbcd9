import { expect, test } from 'vitest';
import {
  createParameters,
  type Parameter,
  type SwarmParameterName,
  swarmParameters,
} from '../../../../src/particles/index.ts';
import { randomLook } from '../../../../src/scene/panel/randomLook.ts';

const looks = Array.from({ length: 300 }, (_, seed) => randomLook(seed));
const parameters = Object.entries<Parameter>(swarmParameters) as [SwarmParameterName, Parameter][];

test.each(parameters)('%s stays within taste, and uses it', (name, parameter) => {
  const values = new Set(looks.map(look => look[name]));
  if (!parameter.taste) return expect(values).toEqual(new Set([undefined]));
  if (parameter.kind === 'choice') {
    for (const option of parameter.taste) expect(parameter.options).toContain(option);
    expect(values).toEqual(new Set(parameter.taste));
  } else if (parameter.kind === 'number') {
    const [least, most] = parameter.taste;
    expect(least).toBeGreaterThanOrEqual(parameter.min);
    expect(most).toBeLessThanOrEqual(parameter.max);
    const numbers = [...values] as number[];
    // Rounded to a step.
    const room = parameter.step / 2 + 1e-9;
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(least - room);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(most + room);
    expect(Math.max(...numbers) - Math.min(...numbers)).toBeGreaterThan(0.8 * (most - least) - 2 * room);
    for (const value of numbers)
      expect(Math.abs(value / parameter.step - Math.round(value / parameter.step))).toBeLessThan(1e-6);
  } else expect(values.size).toBeGreaterThan(250);
});

test('is one that a swarm takes; the same seed draws the same, another another', () => {
  for (const look of looks) expect(createParameters(look)).toMatchObject(look);
  expect(randomLook(3)).toEqual(randomLook(3));
  expect(randomLook(3)).not.toEqual(randomLook(4));
});

test('keeps two temperatures: warm is warmer than cold, and lighter', () => {
  for (const { cold = '', warm = '' } of looks) {
    const [coldRed, , coldBlue] = channels(cold);
    const [warmRed, , warmBlue] = channels(warm);
    expect(warmRed).toBeGreaterThan(warmBlue);
    expect(coldBlue).toBeGreaterThan(coldRed);
    expect(Math.max(...channels(warm))).toBeGreaterThan(Math.max(...channels(cold)));
  }
});

const channels = (color: string) =>
  [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16)) as [number, number, number];
