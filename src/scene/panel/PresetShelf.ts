import type { SwarmParameters } from '../../particles/index.ts';
import { presets } from '../presets/index.ts';
import { iconButton, wordButton } from './buttons.ts';
import { element } from './element.ts';
import { completeLook, differences } from './looks.ts';
import type { Notice } from './Notice.ts';
import { type SavedLook, SavedLooks } from './SavedLooks.ts';
import { takePicture, thumbnailOf } from './takePicture.ts';

export interface ShelfOptions {
  readonly canvas: HTMLCanvasElement;
  readonly notice: Notice;
  readonly present: () => SwarmParameters;
  readonly take: (what: string, look: SwarmParameters) => void;
}

interface Card {
  readonly name: string;
  readonly look: SwarmParameters;
  readonly button: HTMLButtonElement;
  readonly image: HTMLImageElement;
}

/** Looks to choose from, with pictures: those that are shipped, and those that the visitor has saved. */
export class PresetShelf {
  readonly element: HTMLElement;
  private readonly options: ShelfOptions;
  private readonly saved = new SavedLooks();
  private readonly list = element('ul', { class: 'genesis-shelf', 'aria-label': 'Presets' });
  private readonly name = element('input', {
    type: 'text',
    maxlength: '24',
    'aria-label': 'Name of this look',
  });
  private cards: Card[] = [];
  private pictures: Promise<Readonly<Record<string, string>>> | null = null;

  constructor(options: ShelfOptions) {
    this.options = options;
    const form = element('form', { class: 'genesis-save' }, this.name);
    form.append(wordButton('Save', 'Save this look', () => form.requestSubmit()));
    form.addEventListener('submit', event => {
      event.preventDefault();
      void options.notice.attempt(() => this.save());
    });
    this.element = element('div', {}, this.list, form);
    this.fill();
  }

  /** They weigh as much as all the rest of the panel, so they are loaded when it is seen. May be called every frame. */
  showPictures(): void {
    if (!this.pictures) this.hangPictures();
  }

  /** Marks the look in force. */
  mark(): void {
    const present = this.options.present();
    for (const { button, look } of this.cards) {
      const chosen = Object.keys(differences(present, look)).length === 0;
      button.setAttribute('aria-pressed', String(chosen));
    }
  }

  private fill(): void {
    this.cards = [];
    this.list.replaceChildren();
    for (const [name, values] of Object.entries(presets)) this.add(name, completeLook(values), null);
    for (const it of this.saved.all) this.add(it.name, it.look, it);
    this.name.placeholder = this.saved.freeName;
    this.mark();
    if (this.pictures) this.hangPictures();
  }

  private hangPictures(): void {
    this.pictures ??= import('./thumbnails.ts').then(({ thumbnails }) => thumbnails);
    const hang = (pictures: Readonly<Record<string, string>>) => {
      for (const { name, image } of this.cards)
        if (name in pictures && !image.src) image.src = pictures[name]!;
    };
    // Where they cannot be loaded, their names do.
    this.pictures.then(hang, () => {});
  }

  private add(name: string, look: SwarmParameters, saved: SavedLook | null): void {
    const image = element('img', { alt: '', width: '96', height: '96' });
    if (saved?.picture) image.src = saved.picture;
    const button = element(
      'button',
      { type: 'button', class: 'genesis-card' },
      image,
      element('span', {}, name),
    );
    button.addEventListener('click', () => {
      this.options.take(name, look);
      this.options.notice.say(`The look is ${name}.`);
    });
    const card = element('li', {}, button);
    if (saved) card.append(iconButton('remove', `Remove ${name}`, () => this.remove(saved)));
    this.list.append(card);
    this.cards.push({ name, look, button, image });
  }

  private async save(): Promise<void> {
    const { canvas, notice, present } = this.options;
    const look = { ...present() };
    const name = this.name.value.trim() || this.saved.freeName;
    this.name.value = '';
    const picture = await takePicture(canvas).then(thumbnailOf, () => null);
    const kept = this.saved.save({ name, look, picture });
    this.fill();
    notice.say(
      kept ? `Saved as “${name}”.` : `Saved as “${name}” until you leave: this browser keeps no more.`,
    );
  }

  private remove(saved: SavedLook): void {
    const { notice } = this.options;
    this.saved.remove(saved.name);
    this.fill();
    this.name.focus();
    const bringBack = () => {
      this.saved.save(saved);
      this.fill();
      this.cards.at(-1)?.button.focus();
      notice.say(`“${saved.name}” is back.`);
    };
    notice.say(`Removed “${saved.name}”.`, { word: 'Bring it back', act: bringBack });
  }
}
