/** What lies between images, and what their sums and differences are: latent vectors and attributes alike. */
import { expect, test } from 'vitest';
import { along, changedAs, type Makings, mainValue, pure, withValue } from '../../../demos/latent/makings.ts';

const makings = (latent: readonly number[], mouth: string, hair = 'red'): Makings => ({
  latent: Float32Array.from(latent),
  attributes: pure({ mouth, hair }),
});
const straight = {
  interpolate: (a: Float32Array, b: Float32Array, t: number) =>
    a.map((value, i) => value + (b[i]! - value) * t),
};

test('on the way between kept images both parts change, and at their places they are themselves', () => {
  const kept = [makings([0, 4], 'happy'), makings([8, 4], 'sad'), makings([8, 0], 'sad', 'blue')];
  expect(along(kept, 0, straight)).toEqual(kept[0]);
  expect(along(kept, 1, straight)).toEqual(kept[1]);
  expect(along(kept, 2, straight)).toEqual(kept[2]);
  expect(along(kept, 0.25, straight)).toEqual({
    latent: Float32Array.of(2, 4),
    attributes: { mouth: { happy: 0.75, sad: 0.25 }, hair: { red: 1 } },
  });
  expect(along(kept, 1.5, straight)?.attributes.hair).toEqual({ red: 0.5, blue: 0.5 });
});

test('there is no way to what is not kept', () => {
  const kept = [makings([0], 'happy'), makings([1], 'sad'), undefined];
  expect(along(kept, 0.5, straight)).not.toBeNull();
  expect(along(kept, 1, straight)).toBeNull();
});

test('what tells A from B is passed on to C', () => {
  const [a, b] = [makings([3, 0], 'happy'), makings([2, 0], 'sad')];
  const c = makings([0, 3], 'sad', 'blue');
  const changed = changedAs(a, b, c);
  expect(changed.attributes).toEqual({ mouth: { happy: 1 }, hair: { blue: 1 } });
  // [1, 3] is longer than any of the three, and is shortened to the longest.
  expect(Math.hypot(...changed.latent)).toBeCloseTo(3, 5);
  expect(changed.latent[1]! / changed.latent[0]!).toBeCloseTo(3, 5);
});

test('what differs in nothing changes nothing', () => {
  const [a, c] = [makings([3, 1], 'happy'), makings([-1, 2], 'sad', 'blue')];
  expect(changedAs(a, a, c)).toEqual(c);
  expect(changedAs(a, c, c)).toEqual(a);
});

test('more of a value than all of it is all of it, and less than none is none', () => {
  const sum = changedAs(
    makings([1], 'happy', 'red'),
    makings([1], 'sad', 'blue'),
    makings([1], 'happy', 'green'),
  );
  expect(sum.attributes).toEqual({ mouth: { happy: 1 }, hair: { red: 0.5, green: 0.5 } });
});

test('numbers are in between in between, and leave no range that holds them', () => {
  const leaning = (slant: number): Makings => ({ latent: Float32Array.of(1), attributes: pure({ slant }) });
  const [a, b, c] = [leaning(-10), leaning(20), leaning(5)];
  expect(along([a, b], 0.5, straight)?.attributes).toEqual({ slant: 5 });
  expect(changedAs(leaning(0), leaning(5), leaning(20)).attributes).toEqual({ slant: 15 });
  expect(changedAs(a, b, c).attributes).toEqual({ slant: -10 });
  expect(withValue(a, 'slant', 3).attributes).toEqual({ slant: 3 });
});

test('one attribute is changed, the others and the latent vector stay', () => {
  const now = makings([1, 2], 'happy');
  const changed = withValue(now, 'mouth', 'sad');
  expect(changed).toEqual(makings([1, 2], 'sad'));
  expect(now).toEqual(makings([1, 2], 'happy'));
  expect(mainValue({ happy: 0.4, sad: 0.6 })).toBe('sad');
});
