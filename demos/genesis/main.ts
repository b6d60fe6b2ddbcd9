/**
 * The main demo: a GAN learns digits, portraits or a visitor's own pictures in a worker, and every few seconds the swarm
 * forms what it imagines. A generator trained beforehand opens the show while the fresh one warms up.
 */
import { readLook, readSize } from 'genesis-particles/gui';
import { AskPad } from '../lesson/AskPad.ts';
import { DATASETS, type DemoDataset, ownPictures } from '../lesson/datasets.ts';
import { Exhibition } from '../lesson/Exhibition.ts';
import { acceptDrops, takeTraining } from '../lesson/givenFiles.ts';
import { Lesson } from '../lesson/Lesson.ts';
import { options } from '../lesson/options.ts';
import { offerToGoOn } from '../lesson/resume.ts';
import { addKeys } from '../stage/keys.ts';
import { openStage } from '../stage/openStage.ts';
import { watchTraining } from '../watch/watchTraining.ts';
import { addPanel } from './controls.ts';

/** The one that the address asks for. */
const look = readLook(location);
const { swarm, readout, redress, start } = openStage(look ?? { flightLight: 2, tint: 1 }, options);
swarm.size = readSize(location) ?? 1;
const exhibition = new Exhibition(swarm);
start(deltaSeconds => exhibition.frame(deltaSeconds));

exhibition.onForming = ({ source, step = 0 }) => {
  if (source === 'pretrained') readout.caption('Drawn by *the shipped generator*, trained beforehand.');
  else if (step === 0) readout.caption('Drawn by *the network in training*, before its first step.');
  else readout.caption(`Drawn by *the network in training* after ${step.toLocaleString('en')} steps.`);
};

const pad = new AskPad(document.getElementById('ask') as HTMLElement);
let lesson: Lesson | null = null;
const trainer = () => lesson?.trainer ?? null;
const curves = document.getElementById('curves') as HTMLElement;
const watchPanel = document.getElementById('watch') as HTMLDetailsElement;
/** Takes away what belongs to the network that trained before. */
let clearAway = () => {};
pad.onAsk = () => lesson?.answer();

/** Everything about the data set before goes, and a fresh network learns this one. */
async function learn(dataset: DemoDataset): Promise<void> {
  lesson?.dispose();
  clearAway();
  clearAway = () => {};
  redress(look ?? { flightLight: 2, ...dataset.look });
  pad.offer(null);
  exhibition.clear();
  const begun = new Lesson(dataset, { exhibition, readout, pad, ...options });
  lesson = begun;
  const trainer = await begun.begin();
  // Another data set may have been chosen in between.
  if (!trainer || lesson !== begun) return;
  const wish = () => pad.request;
  const parts = [
    showInPanel(begun, dataset),
    watchTraining(trainer, { curves, panel: watchPanel, wish, readout, onFiles: switches.onFiles }),
    offerToGoOn(trainer, dataset.title, readout),
  ];
  clearAway = () => {
    for (const takeAway of parts) takeAway();
  };
  await trainer.ready;
}

/** A saved training goes on, everything else is learnt. */
async function take(files: readonly File[]): Promise<void> {
  if (await takeTraining(files, trainer(), readout)) return;
  switches.onDataset(ownPictures(files));
}

const switches = {
  onDataset: (dataset: DemoDataset) => void learn(dataset).catch(() => {}),
  onFiles: (files: readonly File[]) => void take(files),
};
const showInPanel = addPanel(swarm, switches);
acceptDrops(switches.onFiles);
addKeys({
  Space: () => void (trainer()?.state === 'paused' ? trainer()?.resume() : trainer()?.pause()),
  KeyR: () => void trainer()?.restart(),
});

const ready = learn(DATASETS[options.data]);
ready.catch(() => {}); // the trainer's error event has told the visitor

window.genesis = {
  swarm,
  ready,
  get trainer() {
    return trainer() ?? undefined;
  },
  get generator() {
    return lesson?.generator ?? undefined;
  },
  get shown() {
    return exhibition.shown;
  },
};
