import type { PixelImage } from 'genesis-particles';
import { addPalette } from '../pictures/addPalette.ts';
import type { Pad } from '../pictures/Pad.ts';
import { PixelPad } from '../pictures/PixelPad.ts';
import { StrokePad } from '../pictures/StrokePad.ts';
import { COLOURS, type SetName } from './sets.ts';

/** Milliseconds after a stroke until the drawing counts as done: another stroke may follow. */
const PAUSE = 700;

/** A pad for each set of images, of which one is seen: `#pixels` with its `#colours`, and `#strokes`. */
export class Pads {
  readonly #canvases: Readonly<Record<SetName, HTMLCanvasElement>>;
  readonly #pads: Readonly<Record<SetName, Pad>>;
  #chosen: SetName = 'portraits';
  #timer = 0;
  #ready: readonly PixelImage[] = [];
  #turn = 0;
  /** Whether what lies there is the visitor's own. */
  #isOwn = false;

  /** @param onDrawn is called when the visitor has drawn, and pauses */
  constructor(onDrawn: (picture: PixelImage) => void) {
    const [pixels, strokes] = ['pixels', 'strokes'].map(
      id => document.getElementById(id) as HTMLCanvasElement,
    );
    const portraits = new PixelPad(pixels!, 16);
    this.#canvases = { portraits: pixels!, digits: strokes! };
    this.#pads = { portraits, digits: new StrokePad(strokes!) };
    addPalette(document.getElementById('colours') as HTMLElement, COLOURS, colour => {
      portraits.colour = colour;
    });
    for (const pad of Object.values(this.#pads)) {
      pad.onDrawn = () => {
        this.rest();
        this.#isOwn = true;
        this.#timer = window.setTimeout(() => onDrawn(this.picture), PAUSE);
      };
    }
  }

  choose(name: SetName): void {
    [this.#chosen, this.#isOwn] = [name, false];
    document.body.dataset.set = name;
    for (const [each, canvas] of Object.entries(this.#canvases)) canvas.hidden = each !== name;
  }

  /** Pictures to begin with. The first lies there now, unless the visitor has drawn or brought something meanwhile. */
  offer(pictures: readonly PixelImage[]): void {
    [this.#ready, this.#turn] = [pictures, 0];
    if (!this.#isOwn) this.next();
  }

  /** Another one of them, which lies on the pad now. */
  next(): PixelImage {
    const picture = this.#ready[this.#turn++ % this.#ready.length];
    if (picture) this.picture = picture;
    this.#isOwn = false;
    return this.picture;
  }

  /** What was drawn last is not waited for any more. */
  rest(): void {
    clearTimeout(this.#timer);
  }

  get picture(): PixelImage {
    return this.#pads[this.#chosen].picture;
  }

  set picture(picture: PixelImage) {
    this.#isOwn = true;
    this.#pads[this.#chosen].picture = picture;
  }

  clear(): void {
    this.#pads[this.#chosen].clear();
  }
}
