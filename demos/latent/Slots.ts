import type { PixelImage } from 'genesis-particles';
import { toImageData } from '../pictures/toImageData.ts';
import { changedAs, type Makings } from './makings.ts';

const NAMES = ['A', 'B', 'C'] as const;

/** The places of a page where images are kept with what they are made of: `.slot`, each with a button to show it and one to keep. */
export class Slots {
  /** Called when the visitor wants to see what is kept there. */
  onShow: (kept: Makings, name: string) => void = () => {};
  /** Called when the visitor wants what is seen to be kept there. */
  onKeep: (index: number) => void = () => {};
  /** What is kept, in order; undefined where nothing is yet. */
  readonly kept: (Makings | undefined)[];
  readonly #slots: readonly HTMLElement[];

  constructor() {
    this.#slots = [...document.querySelectorAll<HTMLElement>('.slot')];
    this.kept = this.#slots.map(() => undefined);
    for (const [index, slot] of this.#slots.entries()) {
      slot.querySelector('.kept')?.addEventListener('click', () => {
        const kept = this.kept[index];
        if (kept) this.onShow(kept, NAMES[index]!);
      });
      slot.querySelector('.keep')?.addEventListener('click', () => this.onKeep(index));
    }
  }

  /** A − B + C, null while one is missing. */
  get sum(): Makings | null {
    const [a, b, c] = this.kept;
    return a && b && c ? changedAs(a, b, c) : null;
  }

  /** In a sentence, where a place between them is: 0 is A, 1 is B, 2 is C. */
  sayPlace(place: number): string {
    const from = Math.min(1, Math.floor(place));
    return `*${Math.round((place - from) * 100)} %* of the way from ${NAMES[from]} to ${NAMES[from + 1]}.`;
  }

  put(index: number, makings: Makings, image: PixelImage): void {
    this.kept[index] = makings;
    const canvas = this.#slots[index]!.querySelector('canvas') as HTMLCanvasElement;
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext('2d')?.putImageData(toImageData(image), 0, 0);
  }
}
