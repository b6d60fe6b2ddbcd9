import type { GUI } from 'lil-gui';
import type { GanTrainer } from '../../gan/index.ts';

/** What there is to do with a trainer. */
export function addTraining(folder: GUI, trainer: GanTrainer): void {
  const acts = {
    Pause: ['Stops after the current step.', () => trainer.pause()],
    Resume: ['Goes on where it stopped.', () => trainer.resume()],
    Restart: ['Forgets everything and learns anew from step 0.', () => trainer.restart()],
  } as const;
  for (const [name, [help, act]] of Object.entries(acts)) {
    folder.add({ act }, 'act').name(name).domElement.title = help;
  }
}
