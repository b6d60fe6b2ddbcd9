import { Vector2 } from 'three';
import { beforeAll, expect, test, vi } from 'vitest';
import { Atlas } from '../../../demos/map/Atlas.ts';

beforeAll(() => void vi.stubGlobal('OffscreenCanvas', class {}));

/** All places that are wanted, as the numbers of their column and row. */
function wantedOf(atlas: Atlas): string[] {
  const wanted: string[] = [];
  for (let place = atlas.next(); place; place = atlas.next()) wanted.push(`${place.x * 8},${place.y * 8}`);
  return wanted;
}

test('a map is seen all over before it is seen in detail, from the middle outwards', () => {
  const atlas = new Atlas();
  atlas.begin();
  const wanted = wantedOf(atlas);
  expect([wanted.length, new Set(wanted).size]).toEqual([81, 81]);
  expect(wanted[0]).toBe('4,4');
  expect(wanted.slice(1, 5).sort()).toEqual(['0,4', '4,0', '4,8', '8,4']);
  expect(wanted.slice(5, 9).sort()).toEqual(['0,0', '0,8', '8,0', '8,8']);
  const even = wanted.slice(0, 25).every(place => place.split(',').every(number => Number(number) % 2 === 0));
  expect(even).toBe(true);
});

test('what changes at a corner is drawn from there on', () => {
  const atlas = new Atlas();
  atlas.begin();
  atlas.renew(new Vector2(1, 0));
  const wanted = wantedOf(atlas);
  expect([wanted.length, wanted[0], wanted.at(-1)]).toEqual([81, '8,0', '0,8']);
});
