import type { PixelImage } from 'genesis-particles';
import type { Pad } from './Pad.ts';
import { toImageData } from './toImageData.ts';

/** A small picture whose pixels are painted by pointer. */
export class PixelPad implements Pad {
  onDrawn: () => void = () => {};
  /** `#rrggbb`, or null: nothing. */
  colour: string | null = '#000000';
  readonly #context: CanvasRenderingContext2D;
  readonly #side: number;

  /** @param side pixels in a row, and rows */
  constructor(canvas: HTMLCanvasElement, side: number) {
    canvas.width = canvas.height = this.#side = side;
    this.#context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
    let last: readonly [x: number, y: number] | null = null;
    const paint = ({ offsetX, offsetY }: PointerEvent) => {
      if (!last) return;
      const here = [offsetX, offsetY].map(at => (at / canvas.clientWidth) * side) as [number, number];
      const [dx, dy] = [here[0] - last[0], here[1] - last[1]];
      // A fast pointer leaves nothing out.
      const count = Math.max(1, Math.ceil(2 * Math.hypot(dx, dy)));
      for (let i = 0; i <= count; i++) {
        this.#paint(Math.floor(last[0] + (dx * i) / count), Math.floor(last[1] + (dy * i) / count));
      }
      last = here;
    };
    canvas.addEventListener('pointerdown', event => {
      canvas.setPointerCapture(event.pointerId);
      last = [(event.offsetX / canvas.clientWidth) * side, (event.offsetY / canvas.clientWidth) * side];
      paint(event);
    });
    canvas.addEventListener('pointermove', paint);
    for (const end of ['pointerup', 'pointercancel']) {
      canvas.addEventListener(end, () => {
        if (last) this.onDrawn();
        last = null;
      });
    }
  }

  get picture(): PixelImage {
    return this.#context.getImageData(0, 0, this.#side, this.#side);
  }

  set picture(picture: PixelImage) {
    this.#context.putImageData(toImageData(picture), 0, 0);
  }

  clear(): void {
    this.#context.clearRect(0, 0, this.#side, this.#side);
  }

  #paint(x: number, y: number): void {
    this.#context.clearRect(x, y, 1, 1);
    if (this.colour === null) return;
    this.#context.fillStyle = this.colour;
    this.#context.fillRect(x, y, 1, 1);
  }
}
