import { expect, test } from 'vitest';
import type { Scores } from '../../../src/gan/metrics/Scores.ts';
import { scoreTable } from '../../../src/gan/metrics/scoreTable.ts';

const scores: Scores = {
  featureSize: 64,
  heldOutImages: 10_000,
  frechetDistance: { value: 1293.4, floor: 1.05123, images: 2000 },
  kernelDistance: { value: 0.51239, floor: -0.0000123, images: 2000 },
  precision: { value: 0.8784, floor: 0.884, images: 2000 },
  recall: { value: 0, floor: 0.868, images: 2000 },
  diversity: { value: 12.3456, floor: 20, images: 2000 },
  attributes: [
    {
      name: 'label',
      values: ['0', '1'],
      shares: [0.46, 0.54],
      heldOutShares: [0.5, 0.5],
      classifierScore: { value: 1.73, floor: 1.98, images: 2000 },
      entropy: { value: 0.6, floor: 0.6914, images: 2000 },
      entropyRatio: { value: 0.86562, floor: 0.9975, images: 2000 },
      divergence: { value: 0.00321, floor: -1e-9, images: 2000 },
      agreement: { value: 0.98, floor: null, images: 2000 },
    },
  ],
  nearestTraining: { value: 0.12, floor: 0.15, images: 500 },
  nearestRatio: { value: 0.8, floor: 1, images: 500 },
};

test('every score has a line, with its floor and how many images it is from', () => {
  expect(scoreTable(scores)).toEqual([
    'In 64 features, against 10000 held-out images',
    'score                               value   real images   images   best',
    'Fréchet distance                     1293         1.051     2000   low',
    'kernel distance                    0.5124     -0.000012     2000   low',
    'precision                          0.8784        0.8840     2000   high',
    'recall                                  0        0.8680     2000   high',
    'diversity                           12.35         20.00     2000   as real',
    'label: classifier score             1.730         1.980     2000   high',
    'label: entropy                     0.6000        0.6914     2000   as real',
    'label: entropy / most possible     0.8656        0.9975     2000   as real',
    'label: divergence                0.003210             0     2000   low',
    'label: agreement                   0.9800             -     2000   high',
    'nearest training image             0.1200        0.1500      500   as real',
    'nearest / held-out images          0.8000         1.000      500   as real',
    'label, % (held-out images): 0 46.0 (50.0), 1 54.0 (50.0)',
  ]);
});

test('what was not measured has none', () => {
  const [attribute] = scores.attributes;
  const lines = scoreTable({
    ...scores,
    attributes: [{ ...attribute!, agreement: null }],
    nearestTraining: null,
    nearestRatio: null,
  });
  expect(lines.join('\n')).not.toMatch(/agreement|nearest/);
  expect(lines).toHaveLength(12);
});
