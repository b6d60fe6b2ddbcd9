import type { GenesisParticles } from '../GenesisParticles.ts';
import { ByHand } from './ByHand.ts';
import { wordButton } from './buttons.ts';
import { element } from './element.ts';
import { writeLook } from './lookAddress.ts';
import { lookAsCode } from './lookAsCode.ts';
import type { Notice } from './Notice.ts';
import { type Pasted, readPasted } from './readPasted.ts';

/** Buttons that give a look away, as a link, JSON or code, and take one in. */
export class Sharing {
  readonly element: HTMLElement;
  private readonly notice: Notice;
  private readonly take: (pasted: Pasted) => void;
  private readonly byHand = new ByHand();

  constructor(swarm: GenesisParticles, notice: Notice, take: (pasted: Pasted) => void) {
    this.notice = notice;
    this.take = take;
    const ways = {
      Link: ['Copy a Link to this look', () => writeLook(swarm.parameters, location, swarm.size)],
      JSON: ['Copy this effect as JSON', () => JSON.stringify(swarm, null, 2)],
      Code: ['Copy the Code of this look', () => lookAsCode(swarm)],
    } as const;
    const buttons = Object.entries(ways).map(([word, [label, write]]) =>
      wordButton(word, label, () => notice.attempt(() => this.copy(word, write()))),
    );
    const paste = wordButton('Paste', 'Paste a look', () => {
      void notice.attempt(() => this.byHand.paste(text => notice.attempt(() => this.read(text))));
    });
    const row = element('div', { class: 'genesis-share', role: 'group', 'aria-label': 'Share this look' });
    row.append(element('span', {}, 'Copy'), ...buttons, paste);
    this.element = element('div', {}, row, this.byHand.element);
  }

  /** Takes what was copied here, or a preset. @throws Error with a sentence for the visitor */
  read(text: string): void {
    this.take(readPasted(text));
    this.byHand.close();
    this.notice.say('Pasted.');
  }

  private async copy(word: string, text: string): Promise<void> {
    const copied = await this.byHand.copy(text);
    // The field says by itself what is to be done with it.
    this.notice.say(copied ? `Copied as ${word === 'JSON' ? word : word.toLowerCase()}.` : '');
  }
}
