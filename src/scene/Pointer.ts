import { type Object3D, Plane, type Ray, Vector2, Vector3 } from 'three';

/** Seconds without a new place after which a pointer counts as resting. */
const REST = 0.1;

/** Image heights beyond which a pointer is nowhere. */
const FAR = 1e6;

/**
 * A pointer on the plane of the image: where a ray meets it, and how fast that place moves. In image heights and seconds
 * of the simulation.
 */
export class Pointer {
  readonly place: Vector2 = new Vector2();
  readonly velocity: Vector2 = new Vector2();
  private readonly plane = new Plane();
  private readonly hit = new Vector3();
  private readonly normal = new Vector3();
  private since = Number.POSITIVE_INFINITY;

  /** Takes the place where `ray` (in world space) meets the plane of `object`. @returns whether it does. */
  aim(ray: Ray, object: Object3D): boolean {
    this.normal.set(0, 0, 1).transformDirection(object.matrixWorld);
    this.plane.setFromNormalAndCoplanarPoint(this.normal, this.hit.setFromMatrixPosition(object.matrixWorld));
    if (!ray.intersectPlane(this.plane, this.hit)) return false;
    object.worldToLocal(this.hit);
    const { x, y } = this.hit;
    // An object that is scaled to nothing has no plane.
    if (!(Math.abs(x) < FAR && Math.abs(y) < FAR)) return false;
    if (this.since < REST) {
      const seconds = Math.max(this.since, 1 / 240);
      this.velocity.set((x - this.place.x) / seconds, (y - this.place.y) / seconds);
    }
    this.place.set(x, y);
    this.since = 0;
    return true;
  }

  /** Lets time pass. */
  advance(seconds: number): void {
    this.since += seconds;
    if (this.since >= REST) this.velocity.set(0, 0);
  }
}
