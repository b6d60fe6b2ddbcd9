import { pcg3d } from '../layouts/lowDiscrepancy.ts';

/** The cell of a lattice of `cells` in which a particle is at home, in JavaScript: the twin of `arrange.glsl.ts`. */
export function gridCell(particle: number, cells: number, stride: number): number {
  const number = particle % cells;
  return (exchanged(number, cells) * stride) % cells;
}

function exchanged(number: number, cells: number): number {
  if ((number | 63) >= cells) return number;
  const [factor, offset] = pcg3d(number >>> 6, cells, 0);
  return (number & ~63) | ((Math.imul(number, factor | 1) + offset) & 63);
}
