import type { PixelImage } from 'genesis-particles';
import type { Makings } from './makings.ts';

/** Seconds from one kept image to the next, when it goes by itself. */
const SECONDS = 3;

/**
 * The way past kept images, each at a whole number of the slider: from one to the next, by hand or to and fro by itself.
 * `newest` is a source to follow; images are made one at a time.
 */
export class Morph {
  /** What lies at a place of the slider, null where something is missing there. */
  at: (place: number) => Makings | null = () => null;
  /** Called when the visitor sets it going, and nothing was on the way before. */
  onBegin: () => void = () => {};
  /** What was made last, and where. */
  onMade: (makings: Makings, image: PixelImage, place: number) => void = () => {};
  readonly #slider: HTMLInputElement;
  readonly #button: HTMLElement;
  readonly #make: (makings: Makings) => Promise<PixelImage>;
  #isOn = false;
  #clock: number | null = null;
  #drawnAt = Number.NaN;
  #isBusy = false;
  #image: PixelImage | null = null;

  constructor(
    slider: HTMLInputElement,
    button: HTMLElement,
    make: (makings: Makings) => Promise<PixelImage>,
  ) {
    [this.#slider, this.#button, this.#make] = [slider, button, make];
    slider.addEventListener('input', () => {
      this.#go(null);
      this.#begin();
    });
    button.addEventListener('click', () => this.toggle());
  }

  /** Goes by itself, or stays where it is. */
  toggle(): void {
    // The cosine that the place goes by begins where the slider stands.
    const most = Number(this.#slider.max);
    this.#go(this.#clock === null ? Math.acos(1 - (2 * this.#slider.valueAsNumber) / most) : null);
    if (this.#clock !== null) this.#begin();
  }

  /** Something else is shown. */
  stop(): void {
    this.#go(null);
    [this.#isOn, this.#drawnAt, this.#image] = [false, Number.NaN, null];
  }

  /** Call once a frame. */
  frame(deltaSeconds: number): void {
    if (this.#clock === null) return;
    const most = Number(this.#slider.max);
    this.#clock += (deltaSeconds * Math.PI) / (SECONDS * most);
    this.#slider.value = String(((1 - Math.cos(this.#clock)) / 2) * most);
  }

  /** The image of where the slider is, once; null until there is another. */
  readonly newest = (): PixelImage | null => {
    void this.#draw();
    const image = this.#image;
    this.#image = null;
    return image;
  };

  #go(clock: number | null): void {
    this.#clock = clock;
    this.#button.setAttribute('aria-pressed', String(clock !== null));
  }

  #begin(): void {
    if (this.#isOn) return;
    this.#isOn = true;
    this.onBegin();
  }

  async #draw(): Promise<void> {
    const place = this.#slider.valueAsNumber;
    const makings = this.#isOn && !this.#isBusy && place !== this.#drawnAt ? this.at(place) : null;
    if (!makings) return;
    [this.#isBusy, this.#drawnAt] = [true, place];
    const image = await this.#make(makings).catch(() => null); // the generator was disposed of
    this.#isBusy = false;
    if (!image || !this.#isOn) return;
    this.#image = image;
    this.onMade(makings, image, place);
  }
}
