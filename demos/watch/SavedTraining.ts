import type { GanTrainer } from 'genesis-particles/gan';
import { chooseFiles } from '../lesson/givenFiles.ts';
import type { Readout } from '../stage/Readout.ts';
import { download } from './download.ts';
import { make, makeButton } from './make.ts';

/** The whole training as a file, to take along and to go on from; a file may be dropped on the page as well. */
export class SavedTraining {
  constructor(
    container: HTMLElement,
    trainer: GanTrainer,
    readout: Readout,
    onFiles: (files: readonly File[]) => void,
  ) {
    let step = 0;
    trainer.addEventListener('step', ({ detail }) => {
      step = detail.step;
    });
    const save = async () => {
      try {
        const bytes = await trainer.save();
        download(new Blob([bytes as Uint8Array<ArrayBuffer>]), `genesis-training-step-${step}.safetensors`);
      } catch (error) {
        readout.status((error as Error).message, 'alert');
      }
    };
    const keep = makeButton('Download', () => void save());
    keep.ariaLabel = 'Download the training';
    const open = makeButton('Open…', () => chooseFiles(onFiles));
    open.ariaLabel = 'Open a saved training';
    container.classList.add('downloads');
    container.append(make('span', { textContent: 'the training' }), keep, open);
  }
}
