/** A machine is a cost that grows with the number of particles; the share has to end where it fits. */
import { expect, test } from 'vitest';
import { Budget } from '../../../src/scene/Budget.ts';

const BUDGET = 4;

/** Shares at the end of each frame of `seconds`, and when they changed. */
function watch(costOf: (share: number, time: number) => number, seconds: number, rate = 60, least = 0.02) {
  const budget = new Budget(least);
  const shares: number[] = [];
  const changes: number[] = [];
  for (let frame = 1; frame <= seconds * rate; frame++) {
    if (budget.frame(1 / rate, costOf(budget.share, frame / rate) / BUDGET)) changes.push(frame / rate);
    shares.push(budget.share);
  }
  return { shares, changes };
}

test.each([15, 30, 60, 144])(
  'at twice the budget it falls within a second until it fits, at %i frames a second',
  rate => {
    const cost = (share: number) => 2 * BUDGET * (0.1 + 0.9 * share);
    const { shares, changes } = watch(cost, 20, rate);
    expect(cost(shares[rate - 1]!)).toBeLessThanOrEqual(BUDGET);
    expect(changes[0]).toBeLessThanOrEqual(1);
    expect(new Set(shares.slice(-10 * rate)).size).toBe(1);
  },
);

test('it rises again when relieved, at most once a second, and to all of them', () => {
  const cost = (share: number, time: number) => (time < 5 ? 2 : 0.4) * BUDGET * share;
  const { shares, changes } = watch(cost, 12);
  expect(shares[4 * 60]).toBeLessThanOrEqual(0.5);
  expect(shares.at(-1)).toBe(1);
  for (let i = 1; i < changes.length; i++) expect(changes[i]! - changes[i - 1]!).toBeGreaterThan(0.99);
});

test('where frames come at the pace of the display it settles, and tries again only now and then', () => {
  const cost = (share: number) => BUDGET * (share > 0.4 ? 1.25 : 0.62);
  const { shares, changes } = watch(cost, 120);
  expect(changes.length).toBeLessThan(60);
  const slow = shares.slice(-6000).filter(share => share > 0.4).length;
  expect(slow / 6000).toBeLessThan(0.15);
});

test('a hiccup changes nothing, and what does not know its cost neither', () => {
  let frame = 0;
  expect(watch(() => (++frame % 20 === 0 ? 100 : 1), 10).changes).toEqual([]);
  expect(watch(() => Number.NaN, 10).changes).toEqual([]);
});

test('some are drawn at any cost', () => {
  expect(watch(() => 100, 20, 60, 0.1).shares.at(-1)).toBe(0.1);
});
