import { type TrainingHistory, toCsv, toJson, toTensorBoard } from 'genesis-particles/gan';
import { make, makeButton } from './make.ts';
import type { HistoryRow } from './record.ts';

/** The history as a file, in each way in which somebody may want to go on with it. */
export class Downloads {
  constructor(container: HTMLElement, history: TrainingHistory) {
    const offer = (
      what: string,
      write: (rows: readonly HistoryRow[]) => BlobPart,
      nameFile: () => string,
    ) => {
      const button = makeButton(what, () => save(new Blob([write(history.rows)]), nameFile()));
      button.ariaLabel = `Download the curves as ${what}`;
      return button;
    };
    container.classList.add('downloads');
    container.append(
      make('span', { textContent: 'curves as' }),
      offer('CSV', toCsv, () => 'genesis-training.csv'),
      offer('JSON', toJson, () => 'genesis-training.json'),
      // TensorBoard knows its files by such names.
      offer(
        'TensorBoard',
        toTensorBoard,
        () => `events.out.tfevents.${Math.floor(Date.now() / 1000)}.genesis`,
      ),
    );
  }
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  make('a', { href: url, download: name }).click();
  // Some browsers fetch it a moment after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
