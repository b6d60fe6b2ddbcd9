/** What training costs the drawing: frames a second of the main demo, with training and without. */
import type { GenesisParticles } from 'genesis-particles';
import type { GanTrainer } from 'genesis-particles/gan';
import { HEIGHT, openDemo, WIDTH } from '../openDemo.ts';
import type { Measurement } from '../Row.ts';
import { compare, median, wait } from '../timing.ts';

/** In which the demo finds its number of particles. */
const SETTLE_SECONDS = 25;
const WINDOW_SECONDS = 8;
const ROUNDS = 3;

export async function measureFrames(): Promise<Measurement[]> {
  const { view, close } = await openDemo('/genesis/');
  await view.genesis.ready;
  const { swarm, trainer } = view.genesis as { swarm: GenesisParticles; trainer: GanTrainer };
  await wait(SETTLE_SECONDS * 1000);
  // The number of particles that the demo has settled on, for all windows: a visitor's choice ends the search.
  swarm.count += 1;

  const training = async () => {
    await trainer.resume();
    return framesPerSecond(view);
  };
  const paused = async () => {
    await trainer.pause();
    return framesPerSecond(view);
  };
  const { ours, peer } = await compare(ROUNDS, training, paused);
  const { backend } = await trainer.ready;
  const count = swarm.count;
  close();

  const where = `the main demo at ${WIDTH} × ${HEIGHT}, ${count.toLocaleString('en')} particles, training on ${backend}`;
  return [
    {
      id: 'frames/with-training',
      what: `median frames of ${where}`,
      ours,
      peer,
      peerName: 'the same, training paused',
      unit: 'frames/s',
    },
    {
      id: 'frames/median',
      what: `median frames of ${where}`,
      ours,
      peer: null,
      peerName: null,
      unit: 'frames/s',
    },
  ];
}

/** Median over a window, of the times from one animation frame to the next. */
async function framesPerSecond(view: Window): Promise<number> {
  // What the change of state stirs up is over after a second.
  await wait(1000);
  const times: number[] = [];
  let last = 0;
  let running = true;
  const frame = (now: number) => {
    if (last > 0) times.push(now - last);
    last = now;
    if (running) view.requestAnimationFrame(frame);
  };
  view.requestAnimationFrame(frame);
  await wait(WINDOW_SECONDS * 1000);
  running = false;
  return 1000 / median(times);
}
