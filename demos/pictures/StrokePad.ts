import type { PixelImage } from 'genesis-particles';
import { asDigit, DIGIT_SIDE } from './asDigit.ts';
import type { Pad } from './Pad.ts';
import { toImageData } from './toImageData.ts';

const SIDE = 4 * DIGIT_SIDE;
/** Width of a stroke, as those of MNIST's digits are. */
const WIDTH = 2.6 * 4;

/** A black pad, drawn on in white; a digit on it is read as MNIST has them: centred, and of one size. */
export class StrokePad implements Pad {
  onDrawn: () => void = () => {};
  readonly #context: CanvasRenderingContext2D;
  /** What was put on it and not drawn. */
  #given: PixelImage | null = null;

  constructor(canvas: HTMLCanvasElement) {
    canvas.width = canvas.height = SIDE;
    this.#context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
    const context = this.#context;
    this.clear();
    let isDown = false;
    const draw = ({ offsetX, offsetY }: PointerEvent) => {
      if (!isDown) return;
      const scale = SIDE / canvas.clientWidth;
      context.lineTo(offsetX * scale, offsetY * scale);
      context.stroke();
    };
    canvas.addEventListener('pointerdown', event => {
      canvas.setPointerCapture(event.pointerId);
      // Over another one, a digit could not be read.
      if (this.#given) this.clear();
      Object.assign(context, { strokeStyle: '#fff', lineWidth: WIDTH, lineCap: 'round', lineJoin: 'round' });
      context.beginPath();
      isDown = true;
      draw(event);
    });
    canvas.addEventListener('pointermove', draw);
    for (const end of ['pointerup', 'pointercancel']) {
      canvas.addEventListener(end, () => {
        if (isDown) this.onDrawn();
        isDown = false;
      });
    }
  }

  get picture(): PixelImage {
    return this.#given ?? asDigit(this.#context.getImageData(0, 0, SIDE, SIDE));
  }

  set picture(picture: PixelImage) {
    const small = new OffscreenCanvas(picture.width, picture.height);
    small.getContext('2d')?.putImageData(toImageData(picture), 0, 0);
    this.#context.drawImage(small, 0, 0, SIDE, SIDE);
    this.#given = picture;
  }

  clear(): void {
    this.#given = null;
    this.#context.fillStyle = '#000';
    this.#context.fillRect(0, 0, SIDE, SIDE);
  }
}
