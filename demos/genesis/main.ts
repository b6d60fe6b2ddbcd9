/**
 * The main demo: a GAN learns digits, portraits or a visitor's own pictures in a worker, and every few seconds the swarm
 * forms what it imagines. A generator trained beforehand opens the show while the fresh one warms up.
 */
import { GenesisParticles } from 'genesis-particles';
import { readLook } from 'genesis-particles/gui';
import { AdaptiveCount } from '../stage/AdaptiveCount.ts';
import { FrameRate } from '../stage/FrameRate.ts';
import { Readout } from '../stage/Readout.ts';
import { Stage } from '../stage/Stage.ts';
import { AskPad } from './AskPad.ts';
import { addKeys, addPanel } from './controls.ts';
import { DATASETS, type DemoDataset, ownPictures } from './datasets.ts';
import { Exhibition } from './Exhibition.ts';
import { acceptDrops, takeTraining } from './givenFiles.ts';
import { Lesson } from './Lesson.ts';
import { options } from './options.ts';
import { offerToGoOn } from './resume.ts';
import { watchTraining } from './watch/watchTraining.ts';

const stage = new Stage(document.querySelector('canvas') as HTMLCanvasElement, options.quality);
/** The one that the address asks for. */
const look = readLook(location);
const swarm = new GenesisParticles({
  renderer: stage.renderer,
  count: options.count ?? (stage.software ? 8192 : 65_536),
  seed: options.seed,
  parameters: look ?? { flightLight: 2 },
});
stage.scene.add(swarm);

const readout = new Readout();
const exhibition = new Exhibition(swarm);
const frameRate = new FrameRate();
const adaptiveCount = options.count ? null : new AdaptiveCount(swarm, { slowest: 1 / 26, spare: 1 / 40 });

stage.start(deltaSeconds => {
  swarm.update(deltaSeconds);
  exhibition.frame(deltaSeconds);
  adaptiveCount?.frame(deltaSeconds);
  if (!frameRate.frame(deltaSeconds)) return;
  readout.set('framesPerSecond', frameRate.perSecond);
  readout.set('particles', swarm.count);
});

exhibition.onForming = ({ source, step = 0 }) => {
  if (source === 'pretrained') readout.caption('Drawn by *the shipped generator*, trained beforehand.');
  else if (step === 0) readout.caption('Drawn by *the network in training*, before its first step.');
  else readout.caption(`Drawn by *the network in training* after ${step.toLocaleString('en')} steps.`);
};

const pad = new AskPad(document.getElementById('ask') as HTMLElement);
const { seed, backend, model } = options;
let lesson: Lesson | null = null;
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
  if (!look) swarm.parameters.tint = dataset.tint;
  pad.offer(null);
  exhibition.clear();
  const begun = new Lesson(dataset, { exhibition, readout, pad, seed, backend, model });
  lesson = begun;
  const trainer = await begun.begin();
  // Another data set may have been chosen in between.
  if (!trainer || lesson !== begun) return;
  const removePanel = addPanel(swarm, trainer, begun, dataset, switches);
  const unwatch = watchTraining(trainer, {
    curves,
    panel: watchPanel,
    wish: () => pad.request,
    readout,
    onFiles: switches.onFiles,
  });
  const takeBack = offerToGoOn(trainer, dataset.title, readout);
  clearAway = () => {
    removePanel();
    unwatch();
    takeBack();
  };
  await trainer.ready;
}

/** A saved training goes on, everything else is learnt. */
async function take(files: readonly File[]): Promise<void> {
  if (await takeTraining(files, lesson?.trainer ?? null, readout)) return;
  switches.onDataset(ownPictures(files));
}

const switches = {
  onDataset: (dataset: DemoDataset) => void learn(dataset).catch(() => {}),
  onFiles: (files: readonly File[]) => void take(files),
};
acceptDrops(switches.onFiles);
addKeys(() => lesson?.trainer ?? null);

const ready = learn(DATASETS[options.data]);
ready.catch(() => {}); // the trainer's error event has told the visitor

window.genesis = {
  swarm,
  ready,
  get trainer() {
    return lesson?.trainer ?? undefined;
  },
  get generator() {
    return lesson?.generator ?? undefined;
  },
  get shown() {
    return exhibition.shown;
  },
};
