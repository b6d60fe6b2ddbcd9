/** The lattice of the `grid` layout for an image and a number of particles. */
export interface GridLattice {
  readonly columns: number;
  readonly rows: number;
  /** No divisor in common with `columns * rows`, and near its golden section. */
  readonly stride: number;
}

/**
 * With more particles than pixels every pixel gets the same small lattice; with fewer, the lattice is coarser than the
 * image. What is left over, always less than would make another full lattice, is spare.
 */
export function gridLattice(width: number, height: number, count: number): GridLattice {
  const perPixel = Math.floor(count / (width * height));
  const side = Math.floor(Math.sqrt(perPixel));
  const [columns, rows] =
    perPixel >= 1 ? [width * side, height * Math.floor(perPixel / side)] : coarse(width, height, count);
  return { columns, rows, stride: strideOf(columns * rows) };
}

function coarse(width: number, height: number, count: number): [number, number] {
  const columns = Math.min(width, count, Math.max(1, Math.floor(Math.sqrt((count * width) / height))));
  return [columns, Math.min(height, Math.max(1, Math.floor(count / columns)))];
}

function strideOf(cells: number): number {
  let stride = Math.max(1, Math.round(cells * 0.6180339887498949));
  while (greatestCommonDivisor(stride, cells) !== 1) stride++;
  return stride;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
