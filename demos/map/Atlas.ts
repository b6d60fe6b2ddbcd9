import { Vector2 } from 'three';

/** Pictures a side. Odd, so that one is in the very middle. */
const SIDE = 9;
const CELLS = Array.from({ length: SIDE ** 2 }, (_, cell) =>
  new Vector2(cell % SIDE, Math.floor(cell / SIDE)).divideScalar(SIDE - 1),
);

/** Small pictures of what lies where on a map. Those that are missing are asked for, and drawn when there is time. */
export class Atlas {
  readonly canvas = new OffscreenCanvas(1, 1);
  #missing: Vector2[] = [];

  /** All of it is to be drawn anew, what is nearest to one of these places first. */
  renew(places: readonly Vector2[]): void {
    const far = (cell: Vector2) => Math.min(...places.map(place => place.distanceTo(cell)));
    this.#missing = CELLS.slice().sort((a, b) => far(b) - far(a));
  }

  /** The next place whose picture is wanted. */
  next(): Vector2 | undefined {
    return this.#missing.pop();
  }

  paint({ x, y }: Vector2, picture: ImageData): void {
    const { width, height } = picture;
    if (this.canvas.width !== width * SIDE) {
      Object.assign(this.canvas, { width: width * SIDE, height: height * SIDE });
    }
    this.canvas.getContext('2d')!.putImageData(picture, x * (SIDE - 1) * width, y * (SIDE - 1) * height);
  }
}
