import { InstancedBufferGeometry } from 'three';

/** Two triangles over four corners that a vertex shader knows by their numbers. */
export function quad(): InstancedBufferGeometry {
  const geometry = new InstancedBufferGeometry();
  geometry.setIndex([0, 1, 2, 2, 1, 3]);
  return geometry;
}
