import type { PixelImage } from 'genesis-particles/gan';
import { credence, inWords } from './credence.ts';
import type { Opinion } from './critic.ts';
import { make } from './make.ts';
import { drawPixels, makePixelCanvas } from './pixels.ts';

const LIGHTER = [255, 178, 102];
const DARKER = [95, 195, 220];

/** A real image and a generated one with what the discriminator says of them, and how it would change the latter. */
export class CritiqueView {
  readonly element = make('div', { className: 'critique' });
  readonly #real = new Exhibit('real image');
  readonly #generated = new Exhibit('generated');
  readonly #change = new Exhibit('D wants it');

  constructor() {
    this.element.append(this.#real.figure, this.#generated.figure, this.#change.figure);
    this.#change.verdict.append(
      make('i', { className: 'lighter', textContent: 'lighter' }),
      ', ',
      make('i', { className: 'darker', textContent: 'darker' }),
    );
  }

  show({ image, logit, real, gradient, objective }: Opinion): void {
    this.#real.show(real.image, credence(objective, real.logit, logit));
    this.#real.verdict.textContent = inWords(objective, real.logit, logit);
    this.#generated.show(image, credence(objective, logit, real.logit));
    this.#generated.verdict.textContent = inWords(objective, logit, real.logit);
    this.#change.show(paint(gradient, image), null);
  }
}

class Exhibit {
  readonly figure: HTMLElement;
  readonly verdict = make('span', { className: 'verdict-words' });
  readonly #canvas: HTMLCanvasElement;

  constructor(name: string) {
    this.#canvas = makePixelCanvas(name);
    this.figure = make('figure', {}, this.#canvas, make('figcaption', {}, `${name} `, this.verdict));
  }

  /** @param real how far it is taken for real, from 0 to 1: warm is real, cold is not */
  show(image: PixelImage, real: number | null): void {
    drawPixels(this.#canvas, image);
    this.figure.style.setProperty('--side', this.#canvas.style.width);
    this.figure.style.setProperty('--real', `${Math.round((real ?? 0.5) * 100)}%`);
    this.figure.classList.toggle('judged', real !== null);
  }
}

/** A gradient as a picture: warm where D wants more light, cold where it wants less, by the strongest wish. */
function paint(gradient: Float32Array, { width, height }: PixelImage): PixelImage {
  const most = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const data = new Uint8ClampedArray(width * height * 4);
  for (const [pixel, value] of gradient.entries()) {
    data.set(value > 0 ? LIGHTER : DARKER, pixel * 4);
    data[pixel * 4 + 3] = (Math.abs(value) / most) ** 0.75 * 255;
  }
  return { width, height, data };
}
