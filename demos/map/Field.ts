import { addKeys } from '../stage/keys.ts';
import { Wanderer } from './Wanderer.ts';

/** How far a key pushes, in widths of the field a second. */
const PUSH = 0.7;
/** Opacity of the picture behind the point. */
const FAINT = 0.5;

/** A square of the page with a point in it that is led by pointer, finger or arrow keys, and its trail over a picture. */
export class Field {
  readonly walker = new Wanderer();
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    // Drawn by the processor, which leaves the GPU to the swarm.
    this.#context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
    const { walker } = this;
    const lead = ({ offsetX, offsetY }: PointerEvent) => {
      if (walker.isLed) walker.leadTo(offsetX / canvas.clientWidth, offsetY / canvas.clientHeight);
    };
    canvas.addEventListener('pointerdown', event => {
      canvas.setPointerCapture(event.pointerId);
      walker.isLed = true;
      lead(event);
    });
    canvas.addEventListener('pointermove', lead);
    const letGo = () => {
      walker.isLed = false;
    };
    canvas.addEventListener('pointerup', letGo);
    canvas.addEventListener('pointercancel', letGo);
    addKeys({
      ArrowLeft: () => walker.push(-PUSH, 0),
      ArrowRight: () => walker.push(PUSH, 0),
      ArrowUp: () => walker.push(0, -PUSH),
      ArrowDown: () => walker.push(0, PUSH),
    });
  }

  /** @param isMask the picture's alpha alone counts; it is painted in the colour of the text. */
  draw(picture: CanvasImageSource, isMask: boolean): void {
    const context = this.#context;
    const size = Math.round(this.#canvas.clientWidth * devicePixelRatio);
    if (this.#canvas.width !== size) this.#canvas.width = this.#canvas.height = size;
    const { color, accentColor } = getComputedStyle(this.#canvas);
    context.clearRect(0, 0, size, size);
    context.imageSmoothingEnabled = isMask;
    context.globalAlpha = FAINT;
    context.drawImage(picture, 0, 0, size, size);
    context.globalAlpha = 1;
    if (isMask) {
      context.globalCompositeOperation = 'source-in';
      context.fillStyle = color;
      context.fillRect(0, 0, size, size);
      context.globalCompositeOperation = 'source-over';
    }
    context.strokeStyle = context.fillStyle = accentColor;
    this.#drawTrail(size);
  }

  #drawTrail(size: number): void {
    const context = this.#context;
    const { place, trail } = this.walker;
    context.lineWidth = 1.5 * devicePixelRatio;
    for (const [index, from] of trail.entries()) {
      const to = trail[index + 1] ?? place;
      context.globalAlpha = index / trail.length;
      context.beginPath();
      context.moveTo(from.x * size, from.y * size);
      context.lineTo(to.x * size, to.y * size);
      context.stroke();
    }
    context.globalAlpha = 1;
    context.beginPath();
    context.arc(place.x * size, place.y * size, 5 * devicePixelRatio, 0, 2 * Math.PI);
    context.fill();
  }
}
