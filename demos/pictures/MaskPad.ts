import type { PixelImage } from 'genesis-particles';
import { toImageData } from './toImageData.ts';

const SIDE = 16;
/** Opacity of what is cut away. */
const FAINT = 0.16;

/** A small picture, and a mask over it that is drawn by pointer: pressed on a square, all that follow become as that one does. */
export class MaskPad {
  readonly mask: ImageData = new ImageData(SIDE, SIDE);
  /** Called when the visitor has drawn. */
  onDrawn: () => void = () => {};
  readonly #context: CanvasRenderingContext2D;
  #picture: PixelImage | null = null;

  constructor(canvas: HTMLCanvasElement) {
    canvas.width = canvas.height = SIDE;
    this.#context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
    let alpha: number | null = null;
    const squareAt = ({ offsetX, offsetY }: PointerEvent) => {
      const [x, y] = [offsetX, offsetY].map(at => Math.floor((at / canvas.clientWidth) * SIDE));
      const isInside = Math.min(x!, y!) >= 0 && Math.max(x!, y!) < SIDE;
      return isInside ? 4 * (SIDE * y! + x!) + 3 : null;
    };
    const paint = (event: PointerEvent) => {
      const place = squareAt(event);
      if (alpha === null || place === null || this.mask.data[place] === alpha) return;
      this.mask.data[place] = alpha;
      this.#show();
      this.onDrawn();
    };
    canvas.addEventListener('pointerdown', event => {
      canvas.setPointerCapture(event.pointerId);
      alpha = 255 - this.mask.data[squareAt(event) ?? 3]!;
      paint(event);
    });
    canvas.addEventListener('pointermove', paint);
    for (const end of ['pointerup', 'pointercancel'])
      canvas.addEventListener(end, () => {
        alpha = null;
      });
  }

  /** What lies below. */
  set picture(picture: PixelImage) {
    this.#picture = picture;
    this.#show();
  }

  /** @param outline in squares from the left and from the top */
  fill(outline: string): void {
    const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.fill(new Path2D(outline));
    const { data } = context.getImageData(0, 0, SIDE, SIDE);
    // Squares are inside or outside.
    for (let i = 3; i < data.length; i += 4) this.mask.data[i] = data[i]! < 128 ? 0 : 255;
    this.#show();
  }

  #show(): void {
    if (!this.#picture) return;
    const shown = toImageData({ ...this.#picture, data: this.#picture.data.slice() });
    for (let i = 3; i < shown.data.length; i += 4) {
      if (this.mask.data[i] === 0) shown.data[i]! *= FAINT;
    }
    this.#context.putImageData(shown, 0, 0);
  }
}
