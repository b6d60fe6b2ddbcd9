import { Vector2 } from 'three';

/** Pictures a side. Odd, so that one is in the very middle. */
const SIDE = 9;
const CELLS = Array.from({ length: SIDE ** 2 }, (_, cell) =>
  new Vector2(cell % SIDE, Math.floor(cell / SIDE)).divideScalar(SIDE - 1),
);
const MIDDLE = new Vector2(0.5, 0.5);

/** 0 for every fourth picture of every fourth row, 1 for every other one, 2 for those between. */
const levelOf = ({ x, y }: Vector2): number =>
  [4, 2, 1].findIndex(step => [x, y].every(share => (share * (SIDE - 1)) % step === 0));

/** Small pictures of what lies where on a map. Those that are missing are asked for, and drawn when there is time. */
export class Atlas {
  readonly canvas = new OffscreenCanvas(1, 1);
  #missing: Vector2[] = [];

  /** All of it is to be drawn, from the middle outwards: at first every fourth picture, then every other one. */
  begin(): void {
    const urgency = (cell: Vector2) => 2 * levelOf(cell) + MIDDLE.distanceTo(cell);
    this.#missing = CELLS.slice().sort((a, b) => urgency(b) - urgency(a));
  }

  /** All of it is to be drawn anew, what is nearest to this place first. */
  renew(place: Vector2): void {
    this.#missing = CELLS.slice().sort((a, b) => place.distanceTo(b) - place.distanceTo(a));
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
