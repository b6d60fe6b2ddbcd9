import type { GUI } from 'lil-gui';
import type { GanTrainer } from '../../gan/index.ts';
import { addEntry } from './addEntry.ts';
import type { History } from './History.ts';
import type { Notice } from './Notice.ts';
import { settingsOfTraining, trainingSettings } from './settings.ts';

/** The folder with the settings of a trainer and what there is to do with it; hidden while there is none. */
export class TrainingFolder {
  private readonly folder: GUI;
  private readonly history: History;
  private readonly notice: Notice;
  private entries: (() => boolean)[] = [];
  private present: GanTrainer | null = null;

  constructor(folder: GUI, history: History, notice: Notice) {
    this.folder = folder.hide();
    this.history = history;
    this.notice = notice;
  }

  get trainer(): GanTrainer | null {
    return this.present;
  }

  /** What was done to the settings of the one before is forgotten: it was done to another network. */
  set trainer(trainer: GanTrainer | null) {
    const { folder, history, notice } = this;
    if (this.present) history.remove(Object.keys(trainingSettings));
    for (const controller of [...folder.controllers]) controller.destroy();
    this.present = trainer;
    this.entries = [];
    folder.show(trainer !== null);
    if (!trainer) return;
    history.add(settingsOfTraining(trainer));
    for (const [name, description] of Object.entries(trainingSettings))
      this.entries.push(addEntry(folder, name, description, history, notice));
    const acts = {
      Pause: ['Stops after the current step.', () => trainer.pause()],
      Resume: ['Goes on where it stopped.', () => trainer.resume()],
      Restart: ['Forgets everything and learns anew from step 0.', () => trainer.restart()],
    } as const;
    for (const [name, [help, act]] of Object.entries(acts))
      folder.add({ act }, 'act').name(name).domElement.title = help;
  }

  /** Shows the values in force; to be called once a frame. */
  show(): void {
    for (const refresh of this.entries) refresh();
  }
}
