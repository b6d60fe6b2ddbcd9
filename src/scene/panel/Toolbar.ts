import type { SwarmParameters } from '../../particles/index.ts';
import { iconButton, offer, relabel } from './buttons.ts';
import { element } from './element.ts';
import type { History } from './History.ts';
import { described } from './looks.ts';
import type { Notice } from './Notice.ts';
import { randomLook } from './randomLook.ts';

interface Hands {
  readonly history: History;
  readonly notice: Notice;
  /** Shows what has been done. */
  readonly show: () => void;
}

/** Above everything: undo, redo, reset, a random look, and what else is handed in. */
export class Toolbar {
  readonly element = element('div', { class: 'genesis-toolbar', role: 'toolbar', 'aria-label': 'Look' });
  private readonly hands: Hands;
  private readonly undoButton = iconButton('undo', 'Undo', () => this.undo());
  private readonly redoButton = iconButton('redo', 'Redo', () => this.redo());
  private readonly resetButton = iconButton('reset', 'Reset everything', () => this.reset());

  constructor(hands: Hands, others: readonly HTMLElement[]) {
    this.hands = hands;
    const random = iconButton('dice', 'Random look', () => this.randomise());
    const gap = element('span', { class: 'genesis-gap' });
    this.element.append(this.undoButton, this.redoButton, this.resetButton, random, gap, ...others);
  }

  /** Shows what there is to be taken back. */
  show(): void {
    const { undoable, redoable } = this.hands.history;
    relabel(this.undoButton, undoable ? `Undo: ${undoable}` : 'Undo');
    relabel(this.redoButton, redoable ? `Redo: ${redoable}` : 'Redo');
    offer(this.undoButton, undoable !== null);
    offer(this.redoButton, redoable !== null);
    offer(this.resetButton, Object.keys(this.changed()).length > 0);
  }

  undo(): void {
    this.tell(this.hands.history.undo(), 'Undone', 'There is nothing to undo.');
  }

  redo(): void {
    this.tell(this.hands.history.redo(), 'Done again', 'There is nothing to redo.');
  }

  private tell(what: string | null, done: string, none: string): void {
    this.hands.notice.say(what ? `${done}: ${what}.` : none);
    this.hands.show();
  }

  private randomise(): void {
    const { history, notice, show } = this.hands;
    Object.assign(history.settings, randomLook(Math.floor(Math.random() * 2 ** 32)));
    history.commit('random look');
    notice.say('A random look. Undo brings the last one back.');
    show();
  }

  private reset(): void {
    const { history, notice, show } = this.hands;
    Object.assign(history.settings, this.changed());
    history.commit('reset of everything');
    notice.say('Everything is as it was.');
    show();
  }

  /** The first values of what is otherwise now; of what a host looks after by itself (the count), if it was set here. */
  private changed(): History['first'] {
    const { history } = this.hands;
    const { first } = history;
    const looks = new Set<string>(described.map(([name]) => name satisfies keyof SwarmParameters));
    const others = Object.keys(first).filter(name => !looks.has(name) && history.knows(name));
    const changed = [...looks, ...others].filter(name => history.settings[name] !== first[name]);
    return Object.fromEntries(changed.map(name => [name, first[name] as number | string]));
  }
}
