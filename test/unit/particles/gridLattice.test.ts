import { describe, expect, it } from 'vitest';
import { gridLattice } from '../../../src/particles/layouts/gridLattice.ts';
import { gridCell } from '../../../src/particles/stateless/gridCell.ts';

const COUNT = 20_000;

/** Which particle is at home in each cell. */
function inhabitants(
  width: number,
  height: number,
): { columns: number; rows: number; particles: Int32Array } {
  const { columns, rows, stride } = gridLattice(width, height, COUNT);
  const particles = new Int32Array(columns * rows).fill(-1);
  for (let i = 0; i < columns * rows; i++) particles[gridCell(i, columns * rows, stride)] = i;
  return { columns, rows, particles };
}

describe('the lattice of the grid layout', () => {
  it.each([
    [28, 28],
    [32, 32],
    [17, 5],
    [300, 200],
  ])('of %i × %i pixels gives every cell one particle', (width, height) => {
    expect(inhabitants(width, height).particles).not.toContain(-1);
  });

  it('spreads the first particles of any number over the whole image', () => {
    const { columns, rows, stride } = gridLattice(32, 32, COUNT);
    const halves = [0, 0, 0, 0];
    for (let i = 0; i < 1000; i++) {
      const cell = gridCell(i, columns * rows, stride);
      const right = Number(cell % columns >= columns / 2);
      halves[right + 2 * Number(cell >= (columns * rows) / 2)]!++;
    }
    for (const share of halves) expect(share / 1000).toBeCloseTo(0.25, 1);
  });

  it('sends neighbours to places in another lattice that have nothing to do with each other', () => {
    const from = inhabitants(28, 28);
    const to = gridLattice(32, 32, COUNT);
    const cells = to.columns * to.rows;
    // Where they all went the same way, the swarm would pass through stripes.
    const ways = new Map<string, number>();
    let pairs = 0;
    for (let i = 0; i + 1 < from.particles.length; i++) {
      const [a, b] = [0, 1].map(next => gridCell(from.particles[i + next]!, cells, to.stride)) as [
        number,
        number,
      ];
      const across = Math.round((16 * ((b % to.columns) - (a % to.columns))) / to.columns);
      const down = Math.round((16 * (Math.floor(b / to.columns) - Math.floor(a / to.columns))) / to.rows);
      ways.set(`${across} ${down}`, (ways.get(`${across} ${down}`) ?? 0) + 1);
      pairs++;
    }
    expect(Math.max(...ways.values()) / pairs).toBeLessThan(0.02);
  });
});
