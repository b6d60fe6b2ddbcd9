/**
 * A cloud of points as the matching sees it: one array of coordinates an axis. The first two axes are x and y in image
 * heights; three more may follow for colours. The matching adds up whole axes, which arrays of points would make it
 * pick apart.
 */
export type Cloud = readonly Float32Array<ArrayBuffer>[];

/** The two axes of points given as xy pairs. */
export function cloudOf(pairs: Float32Array): Cloud {
  const x = new Float32Array(pairs.length / 2);
  const y = new Float32Array(pairs.length / 2);
  for (let i = 0; i < x.length; i++) {
    x[i] = pairs[2 * i]!;
    y[i] = pairs[2 * i + 1]!;
  }
  return [x, y];
}

/** Writes how far along `direction` each point lies. */
export function project(cloud: Cloud, direction: Float64Array, result: Float32Array): void {
  result.fill(0);
  for (let axis = 0; axis < direction.length; axis++) addScaled(result, cloud[axis]!, direction[axis]!);
}

/** Adds `scale` times `values` to `result`. */
export function addScaled(result: Float32Array, values: Float32Array, scale: number): void {
  for (let i = 0; i < result.length; i++) result[i]! += values[i]! * scale;
}
