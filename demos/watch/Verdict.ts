import { CritiqueView } from './CritiqueView.ts';
import type { Critic, Opinion } from './critic.ts';
import { refresher } from './refresher.ts';

/** What the discriminator says of the newest image, and of a real one beside it. */
export class Verdict {
  constructor(container: HTMLElement, trainer: Critic, ask: () => Promise<Opinion>) {
    container.hidden = !trainer.critique;
    if (container.hidden) return;
    const view = new CritiqueView();
    container.classList.add('verdict');
    container.append(view.element);
    const refresh = refresher(container, async () => view.show(await ask()));
    trainer.addEventListener('sample', refresh);
  }
}
