import type { Readout } from '../stage/Readout.ts';
import type { Sounds } from './Sounds.ts';

const button = (id: string) => document.getElementById(id) as HTMLButtonElement;

/** What stands over a game that is not being played: a sentence and one button. Pauses by key and button, and when nobody looks. */
export class Menu {
  paused = false;
  /** A game is to begin. */
  onPlay: () => void = () => {};
  canPause: () => boolean = () => false;
  private readonly readout: Readout;

  constructor(readout: Readout, sounds: Sounds<string>) {
    this.readout = readout;
    const showSound = () => button('mute').setAttribute('aria-pressed', String(sounds.muted));
    const mute = (): void => {
      sounds.muted = !sounds.muted;
      showSound();
    };
    showSound();
    button('mute').onclick = mute;
    button('pause').onclick = () => this.pause(!this.paused);
    button('play').onclick = () => {
      sounds.unlock();
      this.close();
      if (this.paused) this.pause(false);
      else this.onPlay();
    };
    addEventListener('keydown', ({ code }) => {
      if (code === 'Escape' || code === 'KeyP') this.pause(!this.paused);
      if (code === 'KeyM') mute();
    });
    document.addEventListener('visibilitychange', () => document.hidden && this.pause(true));
  }

  open(sentence: string, action: string): void {
    this.readout.status(sentence);
    button('play').textContent = action;
    this.menu.hidden = false;
    button('play').focus();
  }

  private get menu(): HTMLElement {
    return document.getElementById('menu') as HTMLElement;
  }

  private close(): void {
    this.readout.status('');
    this.menu.hidden = true;
    button('play').blur();
  }

  private pause(paused: boolean): void {
    if (!this.canPause() || paused === this.paused) return;
    this.paused = paused;
    if (paused) this.open('Paused.', 'Go on');
    else this.close();
  }
}
