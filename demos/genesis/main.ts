/**
 * The main demo: a GAN learns MNIST in a worker, and every few seconds the swarm forms what it imagines. A small
 * generator trained beforehand opens the show while the fresh one warms up.
 */
import { GenesisParticles } from 'genesis-particles';
import type { GanTrainer } from 'genesis-particles/gan';
import { AdaptiveCount } from '../stage/AdaptiveCount.ts';
import { FrameRate } from '../stage/FrameRate.ts';
import { Readout } from '../stage/Readout.ts';
import { Stage } from '../stage/Stage.ts';
import { addControls } from './controls.ts';
import { Exhibition } from './Exhibition.ts';
import { options } from './options.ts';
import { ShippedGenerator } from './ShippedGenerator.ts';
import { startTraining } from './startTraining.ts';

const stage = new Stage(document.querySelector('canvas') as HTMLCanvasElement, options.quality);
const swarm = new GenesisParticles({
  renderer: stage.renderer,
  count: options.count ?? (stage.software ? 8192 : 65_536),
  seed: options.seed,
  parameters: { tint: 1, flightLight: 2 },
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

let trainer: GanTrainer | undefined;

/** The opening image first: it shall not wait for the training data. */
async function open(): Promise<void> {
  readout.status('Waking the shipped generator…');
  const shipped = new ShippedGenerator(exhibition, options.seed);
  await shipped.show().catch((error: Error) => readout.caption(`No opening image: ${error.message}`));
  shipped.silent = true;
  trainer = startTraining({ exhibition, shipped, readout, seed: options.seed, backend: options.backend });
  addControls(swarm, trainer, shipped, exhibition);
  await trainer.ready;
}

const ready = open();
ready.catch(() => {}); // the trainer's error event has told the visitor

window.genesis = {
  swarm,
  ready,
  get trainer() {
    return trainer;
  },
  get shown() {
    return exhibition.shown;
  },
};
