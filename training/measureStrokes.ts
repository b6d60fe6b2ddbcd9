/**
 * What a handwritten digit looks like beside what it says: how thick its strokes are, and how far it leans. After
 * Morpho-MNIST (Castro, Tan, Kainz, Konukoglu and Glocker, JMLR 20, 2019), whose slant this is.
 */

export interface Strokes {
  /** Mean width of the strokes in pixels. */
  readonly thickness: number;
  /** How far the digit leans to the right, in degrees: 0 is upright, above 0 as italics lean. */
  readonly slant: number;
}

/**
 * A stroke of length l and width w has the area l·w, and a border of about 2·l. So the width is
 *
 *   w = 2 ∫ I / ∫ |∇I|
 *
 * where the integral of the slopes is the length of the border, averaged over all levels of grey (the coarea formula,
 * Fleming and Rishel 1960). The slant is the shear that takes the correlation of x and y away:
 *
 *   atan(−µ₁₁ / µ₀₂), with y counted downwards
 *
 * @param ink row by row from the top, at least 0, in any unit: 0 is paper
 * @param width pixels a row
 * @returns numbers that are NaN where there is no ink
 */
export function measureStrokes(ink: ArrayLike<number>, width: number): Strokes {
  const height = ink.length / width;
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : ink[y * width + x]!;
  let [mass, border, meanX, meanY] = [0, 0, 0, 0];
  for (let y = -1; y < height; y++) {
    for (let x = -1; x < width; x++) {
      const here = at(x, y);
      mass += here;
      meanX += here * x;
      meanY += here * y;
      const [a, b, c, d] = [here, at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)];
      border += Math.hypot(b - a + d - c, c - a + d - b) / 2;
    }
  }
  meanX /= mass;
  meanY /= mass;
  let [xy, yy] = [0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      xy += at(x, y) * (x - meanX) * (y - meanY);
      yy += at(x, y) * (y - meanY) ** 2;
    }
  }
  return { thickness: (2 * mass) / border, slant: (Math.atan2(-xy, yy) * 180) / Math.PI };
}
