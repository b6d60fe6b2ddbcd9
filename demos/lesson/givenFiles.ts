/** What a visitor gives the page: pictures to learn, or a training that was saved. */

import { type GanTrainer, isCheckpoint } from 'genesis-particles/gan';
import type { Readout } from '../stage/Readout.ts';

/** Asks for files; nothing happens when the visitor changes their mind. */
export function chooseFiles(onChosen: (files: readonly File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = 'image/*,.zip,.gz,.idx3-ubyte,.idx1-ubyte,.safetensors';
  input.addEventListener('change', () => input.files?.length && onChosen([...input.files]));
  input.click();
}

/** Files may be dropped anywhere on the page. */
export function acceptDrops(onFiles: (files: readonly File[]) => void): void {
  addEventListener('dragover', event => event.preventDefault());
  addEventListener('drop', event => {
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) onFiles(files);
  });
}

/**
 * A saved training among the visitor's files, which the network in training goes on from; if it cannot, the status says
 * why and training goes on as before.
 * @returns false where the files are something else
 */
export async function takeTraining(
  files: readonly File[],
  trainer: GanTrainer | null,
  readout: Readout,
): Promise<boolean> {
  const [file] = files;
  // Of one that cannot be read, as of a folder, those who would learn it tell.
  if (!file || files.length > 1 || !(await isCheckpoint(file).catch(() => false))) return false;
  if (!trainer) {
    readout.status('No network is in training yet. Give the saved training again in a moment.', 'alert');
    return true;
  }
  try {
    const { step } = await trainer.load(file);
    readout.status(`Goes on from step ${step.toLocaleString('en')}, as it was saved in ${file.name}.`);
  } catch (error) {
    readout.status((error as Error).message, 'alert');
  }
  return true;
}
