/** {@link Scores} as lines of text, for a terminal, a log or a page. */

import type { AttributeScores, Score, Scores } from './Scores.ts';

type Row = readonly [what: string, value: string, floor: string, images: string, best: string];

const HEAD: Row = ['score', 'value', 'real images', 'images', 'best'];
/** Between two columns. */
const GAP = '   ';

/** Columns of one width for a monospaced font; `real images` is the floor of each score. */
export function scoreTable(scores: Scores): string[] {
  const { nearestTraining, nearestRatio } = scores;
  const rows: Row[] = [
    HEAD,
    row('Fréchet distance', scores.frechetDistance, 'low'),
    row('kernel distance', scores.kernelDistance, 'low'),
    row('precision', scores.precision, 'high'),
    row('recall', scores.recall, 'high'),
    row('diversity', scores.diversity, 'as real'),
    ...scores.attributes.flatMap(classRows),
  ];
  if (nearestTraining) rows.push(row('nearest training image', nearestTraining, 'as real'));
  if (nearestRatio) rows.push(row('nearest / held-out images', nearestRatio, 'as real'));
  return [
    `In ${scores.featureSize} features, against ${scores.heldOutImages} held-out images`,
    ...align(rows),
    ...scores.attributes.flatMap(shareLines),
  ];
}

function classRows(attribute: AttributeScores): Row[] {
  const { name, agreement } = attribute;
  const rows = [
    row(`${name}: classifier score`, attribute.classifierScore, 'high'),
    row(`${name}: entropy`, attribute.entropy, 'as real'),
    row(`${name}: entropy / most possible`, attribute.entropyRatio, 'as real'),
    row(`${name}: divergence`, attribute.divergence, 'low'),
  ];
  if (agreement) rows.push(row(`${name}: agreement`, agreement, 'high'));
  return rows;
}

function shareLines({ name, values, shares, heldOutShares }: AttributeScores): string[] {
  const percent = (share: number) => (share * 100).toFixed(1);
  const each = values.map(
    (value, index) => `${value} ${percent(shares[index]!)} (${percent(heldOutShares[index]!)})`,
  );
  return [`${name}, % (held-out images): ${each.join(', ')}`];
}

function row(what: string, { value, floor, images }: Score, best: string): Row {
  return [what, written(value), floor === null ? '-' : written(floor), String(images), best];
}

/** About four figures, without powers of ten; at most six after the point. */
function written(value: number): string {
  const size = Math.abs(value);
  if (size < 5e-7) return '0';
  if (size < 1) return value.toFixed(size < 0.01 ? 6 : 4);
  return value.toFixed(Math.max(0, 3 - Math.floor(Math.log10(size))));
}

/** Words to the left, numbers to the right. */
function align(rows: readonly Row[]): string[] {
  const widths = HEAD.map((_, column) => Math.max(...rows.map(cells => cells[column]!.length)));
  return rows.map(cells =>
    cells
      .map((cell, column) => {
        const isNumber = column > 0 && column < HEAD.length - 1;
        return isNumber ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!);
      })
      .join(GAP)
      .trimEnd(),
  );
}
