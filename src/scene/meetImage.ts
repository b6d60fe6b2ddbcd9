import {
  Box3,
  type Intersection,
  Matrix4,
  type Object3D,
  Ray,
  type Raycaster,
  Vector2,
  Vector3,
} from 'three';

const inverse = /* @__PURE__ */ new Matrix4();
const ray = /* @__PURE__ */ new Ray();
const rectangle = /* @__PURE__ */ new Box3();

/**
 * Where three's raycaster meets an image, from either side: a rectangle in the xy plane of `frame`, one unit high and
 * `aspect` wide. `uv` is 0 at the left and at the bottom.
 */
export function meetImage(
  { ray: worldRay, near, far }: Raycaster,
  frame: Object3D,
  aspect: number,
): Omit<Intersection, 'object'> | null {
  ray.copy(worldRay).applyMatrix4(inverse.copy(frame.matrixWorld).invert());
  rectangle.min.set(-aspect / 2, -0.5, 0);
  rectangle.max.set(aspect / 2, 0.5, 0);
  const point = ray.intersectBox(rectangle, new Vector3());
  if (!point) return null;
  const uv = new Vector2(point.x / aspect + 0.5, point.y + 0.5);
  const distance = worldRay.origin.distanceTo(point.applyMatrix4(frame.matrixWorld));
  return distance < near || distance > far ? null : { distance, point, uv };
}
