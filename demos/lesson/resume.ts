import { findTraining, forgetTraining, type GanTrainer } from 'genesis-particles/gan';
import type { Readout } from '../stage/Readout.ts';

/** Under which the training of a data set is kept in this browser. */
export const nameOf = (title: string): string => `Genesis Particles, main demo: ${title}`;

/**
 * Offers to go on with a training that was kept on an earlier visit, until the offer is taken or the one of this visit has
 * come further.
 * @returns takes the offer back
 */
export function offerToGoOn(trainer: GanTrainer, title: string, readout: Readout): () => void {
  const offer = document.getElementById('resume') as HTMLElement;
  let open = true;
  const close = () => {
    open = false;
    offer.hidden = true;
  };
  const show = async () => {
    const [kept] = await Promise.all([findTraining(nameOf(title)), trainer.ready]);
    if (!kept || kept.step === 0 || !open) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = `Go on from step ${kept.step.toLocaleString('en')}`;
    button.addEventListener('click', () => {
      close();
      trainer.load(kept.bytes).catch((error: Error) => {
        readout.status(`${error.message} It was forgotten.`, 'alert');
        void forgetTraining(nameOf(title));
      });
    });
    trainer.addEventListener('step', ({ detail }) => open && detail.step >= kept.step && close());
    offer.replaceChildren('A network was kept from your last visit. ', button);
    offer.hidden = false;
  };
  // Where the browser keeps nothing there is nothing to offer.
  show().catch(() => {});
  return close;
}
