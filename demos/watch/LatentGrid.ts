import type { GanTrainer, PixelImage } from 'genesis-particles/gan';
import { make } from './make.ts';
import { drawGrid, makePixelCanvas } from './pixels.ts';
import { refresher } from './refresher.ts';

/** The same few latent vectors again and again: what becomes of them while the generator learns. */
export class LatentGrid {
  readonly #trainer: GanTrainer;
  readonly #canvas = makePixelCanvas('Images of the same latent vectors');
  readonly #caption = make('figcaption', { textContent: 'Waiting for the first images.' });
  #step = 0;

  constructor(container: HTMLElement, trainer: GanTrainer) {
    this.#trainer = trainer;
    container.classList.add('latent-grid');
    container.append(make('figure', {}, this.#canvas, this.#caption));
    const refresh = refresher(container, () => this.#draw());
    trainer.addEventListener('sample', ({ detail }) => {
      this.#step = detail.step;
      refresh();
    });
  }

  async #draw(): Promise<void> {
    const [columns, count] = matchMedia('(max-width: 700px)').matches ? [5, 10] : [4, 16];
    const images = await this.#sample(count);
    drawGrid(this.#canvas, images, columns);
    const step = this.#step.toLocaleString('en');
    this.#caption.textContent = `The same ${count === 10 ? 'ten' : 'sixteen'} latent vectors, at step ${step}`;
  }

  /** All at once; of a generator that knows classes, the classes in turn, one call for each. */
  async #sample(count: number): Promise<PixelImage[]> {
    await this.#trainer.ready;
    const classes = this.#trainer.generator.labels?.length;
    if (!classes) return this.#trainer.sample({ seed: 1, count });
    const images: PixelImage[] = [];
    const rounds = Math.ceil(count / classes);
    for (let label = 0; label < Math.min(classes, count); label++) {
      const made = await this.#trainer.sample({ seed: 1 + label * rounds, label, count: rounds });
      for (const [round, image] of made.entries()) images[round * classes + label] = image;
    }
    return images.slice(0, count);
  }
}
