import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { completeLook } from '../../../../src/scene/panel/looks.ts';
import { SavedLooks } from '../../../../src/scene/panel/SavedLooks.ts';
import { presets } from '../../../../src/scene/presets/index.ts';

const KEY = 'genesis-particles/looks';
const mine = { name: 'mine', look: completeLook(presets.ember), picture: 'data:image/webp;base64,AA' };
const other = { name: 'other', look: completeLook(presets.ink), picture: null };

let stored: Map<string, string>;

beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

const names = (saved: SavedLooks) => saved.all.map(({ name }) => name);

test('are there on the next visit, until they are removed', () => {
  const saved = new SavedLooks();
  expect(saved.freeName).toBe('look 1');
  expect([saved.save(mine), saved.save(other)]).toEqual([true, true]);
  expect(new SavedLooks().all).toEqual([mine, other]);
  saved.remove('mine');
  expect(new SavedLooks().all).toEqual([other]);
});

test('one takes the place of another of its name', () => {
  const saved = new SavedLooks();
  saved.save(mine);
  saved.save(other);
  saved.save({ ...other, name: 'mine' });
  expect(saved.all).toEqual([{ ...other, name: 'mine' }, other]);
});

test('of another tab are kept', () => {
  const [here, there] = [new SavedLooks(), new SavedLooks()];
  there.save(mine);
  here.save(other);
  expect(names(new SavedLooks())).toEqual(['mine', 'other']);
});

test.each(['{', '7', 'null', '[null, 3, {"name": 4}, {"name": "x"}]'])('%s holds none', text => {
  stored.set(KEY, text);
  expect(new SavedLooks().all).toEqual([]);
});

test('that were damaged are mended: unknown values, and pictures from elsewhere', () => {
  const look = { ...presets.ember, tint: 'much', sparkle: 1 };
  stored.set(KEY, JSON.stringify([{ name: 'mine', look, picture: 'https://example.org/spy.png' }]));
  expect(new SavedLooks().all).toEqual([
    { name: 'mine', look: completeLook({ ...presets.ember, tint: 0 }), picture: null },
  ]);
});

test('last until the page is left where the storage is full', () => {
  vi.stubGlobal('localStorage', {
    ...localStorage,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
  const saved = new SavedLooks();
  expect([saved.save(mine), saved.save(other)]).toEqual([false, false]);
  expect(names(saved)).toEqual(['mine', 'other']);
  saved.remove('mine');
  expect(names(saved)).toEqual(['other']);
});

test('last until the page is left where there is no storage at all', () => {
  vi.stubGlobal('localStorage', undefined);
  const saved = new SavedLooks();
  expect(saved.save(mine)).toBe(false);
  saved.save(other);
  expect(names(saved)).toEqual(['mine', 'other']);
});
