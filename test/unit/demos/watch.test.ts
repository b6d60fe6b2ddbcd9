/** What the main demo's charts and verdicts are made of; how they look is seen in a browser. */
import { describe, expect, test } from 'vitest';
import { columns } from '../../../demos/watch/columns.ts';
import { inWords } from '../../../demos/watch/credence.ts';
import { record } from '../../../demos/watch/record.ts';
import { spread } from '../../../demos/watch/spread.ts';
import { VIEWS } from '../../../demos/watch/views.ts';
import type { HistoryRow } from '../../../src/gan/index.ts';

test.each([
  ['non-saturating', 1.58, -9, 'real, 83 %'],
  ['non-saturating', -1.58, 9, 'fake, 83 %'],
  ['minimax', 0.01, -9, 'undecided'],
  ['non-saturating', 20, 0, 'real, > 99 %'],
  ['non-saturating', -20, 0, 'fake, > 99 %'],
  ['non-saturating', Number.NaN, 0, 'no verdict'],
  // Only the difference is trained: both far above 0, and yet one of them is the fake one.
  ['relativistic', 8, 6.42, 'real, 83 %'],
  ['relativistic', 6.42, 8, 'fake, 83 %'],
  ['least-squares', 0.83, 9, 'real, 83 %'],
  ['least-squares', -0.2, 9, 'fake, > 99 %'],
  ['hinge', 0, 9, 'undecided'],
  ['hinge', -1.2, 9, 'fake, > 99 %'],
  ['wasserstein', -3.14, 9, 'score −3.1'],
] as const)('%s: a logit of %d beside one of %d is "%s"', (objective, logit, other, words) => {
  expect(inWords(objective, logit, other)).toBe(words);
});

const row = (step: number, values: Record<string, number>): HistoryRow => ({
  step,
  epoch: 1,
  imagesSeen: step * 8,
  wallTime: 0,
  values,
});

describe('columns', () => {
  const read = (name: string) => (values: HistoryRow['values']) => values[name];

  test('of a short history are its steps', () => {
    const rows = [row(1, { a: 1 }), row(2, { a: 4, b: 5 }), row(3, { b: 6 })];
    expect(columns(rows, [read('a'), read('b')], 4)).toEqual([
      [1, 2, 3],
      [1, 4, null],
      [null, 5, 6],
    ]);
    expect(columns([], [read('a')], 4)).toEqual([[], []]);
  });

  test('of a long one are means, between half as many as there may be and all of them', () => {
    const rows = Array.from({ length: 1000 }, (_, step) =>
      row(step, { noisy: step + (step % 2 ? 100 : -100), ...(step % 50 === 0 && { rare: step }) }),
    );
    const [steps, noisy, rare] = columns(rows, [read('noisy'), read('rare')], 160);
    expect(steps.length).toBeGreaterThanOrEqual(80);
    expect(steps.length).toBeLessThanOrEqual(160);
    expect(noisy).toEqual(steps);
    expect(rare!.filter(value => value !== null)).toEqual(Array.from({ length: 20 }, (_, k) => k * 50));
  });

  test('stay what they are while the history grows', () => {
    const rows = Array.from({ length: 170 }, (_, step) => row(step, { a: Math.sin(step) }));
    const [steps, means] = columns(rows.slice(0, 163), [read('a')], 100);
    const [later, laterMeans] = columns(rows, [read('a')], 100);
    expect(later.slice(0, 80)).toEqual(steps.slice(0, 80));
    expect(laterMeans!.slice(0, 80)).toEqual(means!.slice(0, 80));
  });
});

test.each([
  ['far apart, they stay', [10, 40], [10, 40]],
  ['in each other, they part, in their order', [40, 39], [53, 39]],
  ['at the edges they stay inside', [-5, 90], [7, 73]],
  ['crowded at the lower edge, they go up', [79, 78, 77], [73, 59, 45]],
])('labels: %s', (_, places, parted) => {
  expect(spread(places, 14, 80)).toEqual(parted);
});

describe('the record of a training', () => {
  const measures = { discriminatorLoss: 1, generatorLoss: 2 };
  const start = () => {
    const trainer = new EventTarget();
    const raise = (type: string, detail: object) => trainer.dispatchEvent(new CustomEvent(type, { detail }));
    const step = (step: number) => raise('step', { step, epoch: 1, imagesSeen: step * 8, ...measures });
    return { history: record(trainer as never), raise, step };
  };

  test('holds steps, vitals and evaluations in one row a step, and nothing that was not measured', () => {
    const { history, raise, step } = start();
    step(1);
    // The look at step 2 comes before its step is read back.
    raise('vitals', {
      step: 2,
      heldOutLogit: Number.NaN,
      classEntropy: null,
      diversity: 0.5,
      trainingLogit: 1,
      generatedLogit: -1,
    });
    expect(history.rows).toHaveLength(1);
    step(2);
    const frechetDistance = { value: 40, floor: 1.2, images: 2000 };
    raise('evaluation', { step: 1, frechetDistance, diversity: { value: 12, floor: null }, attributes: [] });
    const [first, second] = history.rows;
    expect(first!.values).toEqual({
      ...measures,
      'evaluation/frechetDistance': 40,
      'evaluation/frechetDistanceFloor': 1.2,
      'evaluation/diversity': 12,
    });
    expect(second).toMatchObject({ step: 2, epoch: 1, imagesSeen: 16 });
    expect(second!.values).toEqual({ ...measures, diversity: 0.5, trainingLogit: 1, generatedLogit: -1 });
  });

  test('begins anew with another network', () => {
    const { history, raise, step } = start();
    for (const each of [1, 2, 3]) step(each);
    raise('sample', { step: 3 });
    expect(history.rows).toHaveLength(3);
    raise('sample', { step: 0 });
    expect(history.rows).toHaveLength(0);
    for (const each of [1, 2, 3]) step(each);
    step(2); // loaded, from a file of step 1
    expect(history.rows.map(({ step }) => step)).toEqual([2]);
  });
});

test('what the tabs show is read by the names that the events have', () => {
  const values = {
    discriminatorLoss: 1,
    generatorLoss: 2,
    realLogit: 0,
    fakeLogit: 0,
    discriminatorGradient: 3,
    generatorGradient: 4,
    classEntropy: 0.9,
    diversity: 0.8,
    'evaluation/frechetDistance': 40,
    'evaluation/frechetDistanceFloor': 1.2,
  };
  const shown = Object.entries(VIEWS).map(([name, view]) => {
    const { lines, reference } = view('minimax');
    return [name, ...[...lines, reference].map(line => line?.read(values))];
  });
  expect(shown).toEqual([
    ['losses', 1, 2, undefined],
    ['verdicts', 0.5, 0.5, 0.5],
    ['gradients', 3, 4, undefined],
    ['variety', 0.9, 0.8, 1],
    ['distance', undefined, 40, 1.2],
  ]);
});
