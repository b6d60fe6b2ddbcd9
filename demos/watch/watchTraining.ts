import type { GanTrainer, SampleOptions } from 'genesis-particles/gan';
import type { Readout } from '../stage/Readout.ts';
import { Charts } from './Charts.ts';
import { asker } from './critic.ts';
import { Downloads } from './Downloads.ts';
import { LatentGrid } from './LatentGrid.ts';
import { leaveFocus, make } from './make.ts';
import { record } from './record.ts';
import { SavedTraining } from './SavedTraining.ts';
import { StepMode } from './StepMode.ts';
import { Verdict } from './Verdict.ts';
import './watch.css';

interface WatchParts {
  readonly curves: HTMLElement;
  readonly panel: HTMLDetailsElement;
  /** What the image that is judged shall be, beside its seed. */
  readonly wish: () => SampleOptions;
  readonly readout: Readout;
  /** Files were chosen, a saved training perhaps. */
  readonly onFiles: (files: readonly File[]) => void;
}

/**
 * All with which a visitor watches a training: curves beside the numbers, pictures in a panel that folds. On a phone the
 * panel is a sheet that holds both, closed until it is asked for.
 *
 * @returns what takes it all away again
 */
export function watchTraining(
  trainer: GanTrainer,
  { curves, panel, wish, readout, onFiles }: WatchParts,
): () => void {
  const history = record(trainer);
  const [charts, verdict, turns, grid, files, training] = Array.from({ length: 6 }, () => make('div'));
  const titled = (title: string, ...parts: HTMLElement[]) =>
    make('section', {}, make('h2', { textContent: title }), ...parts);
  const sheet = make(
    'div',
    { className: 'sheet' },
    titled('What D, the discriminator, says', verdict!, turns!),
    titled('What G, the generator, makes', grid!),
    make('section', {}, files!, training!),
  );
  const summary = make('summary', { textContent: 'Watch it learn' });
  leaveFocus(summary);
  panel.classList.add('watch');
  panel.replaceChildren(summary, sheet);
  new Verdict(verdict!, trainer, asker(trainer, wish));
  // A single turn hardly shows in averaged weights.
  new StepMode(
    turns!,
    trainer,
    asker(trainer, () => ({ ...wish(), averaged: false })),
  );
  new LatentGrid(grid!, trainer);
  new Downloads(files!, history);
  new SavedTraining(training!, trainer, readout, onFiles);

  const isPhone = matchMedia('(max-width: 700px)');
  const place = () => (isPhone.matches ? sheet : curves).prepend(charts!);
  isPhone.addEventListener('change', place);
  place();
  // Elsewhere it would stand before the subject.
  if (matchMedia('(min-width: 1101px)').matches) panel.open = true;
  const chart = new Charts(charts!, trainer, history);
  return () => {
    isPhone.removeEventListener('change', place);
    chart.dispose();
    charts!.remove();
    panel.replaceChildren();
  };
}
