/** What a training in a worker costs the page's thread. */
import { GanTrainer } from 'genesis-particles/gan';
import type { Measurement } from '../Row.ts';
import { wait } from '../timing.ts';

const SECONDS = 15;

/** The longest time for which the page does not answer, from the trainer's start over some seconds of training. */
export async function measureMainThread(): Promise<Measurement[]> {
  const at = (file: string) => new URL(`/data/mnist/train-${file}.gz.bin`, location.href);
  const dataset = { images: at('images.idx3'), labels: at('labels.idx1') };
  const idle = await longestSilence(() => wait(SECONDS * 1000));
  let backend = '';
  const training = await longestSilence(async () => {
    const trainer = new GanTrainer({ dataset, preset: 'stable', seed: 1 });
    try {
      ({ backend } = await trainer.ready);
      trainer.train({}).catch(() => {});
      await wait(SECONDS * 1000);
    } finally {
      trainer.dispose();
    }
  });
  return [
    {
      id: 'train/main-thread',
      what:
        "longest time for which the page's thread does not answer: a trainer in a worker, its start and " +
        `${SECONDS} s of training, on ${backend}`,
      ours: training,
      peer: idle,
      peerName: 'a page in which nothing happens',
      unit: 'ms',
    },
  ];
}

/** Longest time from one timer to the next, in milliseconds. Browsers keep them about 4 ms apart. */
async function longestSilence(during: () => Promise<void>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  });
  await during().finally(() => clearInterval(timer));
  return longest;
}
