import { type HistoryRow, type TrainingHistory, toCsv, toJson, toTensorBoard } from 'genesis-particles/gan';
import { download } from './download.ts';
import { make, makeButton } from './make.ts';

/** The history as a file, in each way in which somebody may want to go on with it. */
export class Downloads {
  constructor(container: HTMLElement, history: TrainingHistory) {
    const offer = (
      what: string,
      write: (rows: readonly HistoryRow[]) => BlobPart,
      nameFile: () => string,
    ) => {
      const button = makeButton(what, () => download(new Blob([write(history.rows)]), nameFile()));
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
