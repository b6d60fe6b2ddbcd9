/** What following a source of images costs the main thread, and how far homes jump from one of its images to the next. */
import type { PixelImage } from 'genesis-particles';
import { type Generator, loadGenerator } from 'genesis-particles/gan';
import { interpolateLatents } from '../../src/gan/sampling/interpolate.ts';
import { mulberry32 } from '../../src/particles/mulberry32.ts';
import type { Measurement } from '../Row.ts';
import { openStage, readHomes, runUntil } from '../stage.ts';
import { median, wait } from '../timing.ts';

const COUNT = 65_536;
const SIDE = 64;
/** Images a second; the frames of the game come twice as often. */
const RATE = 30;
const STEP = 1 / 60;
/** The walk: so many latent vectors, as many images from each to the next as two seconds have. */
const LATENTS = 5;
const BETWEEN = 2 * RATE;
/** Share of the image's width from which on a home counts as having jumped. */
const JUMP = 0.1;
const ROUNDS = 9;
/** Pairs of frames whose mean is one measurement: a browser's clock shows tenths of a millisecond. */
const PAIRS = 20;

export async function measureFollowing(): Promise<Measurement[]> {
  const images = (await latentWalk()).map(enlarge);
  return [await measureMainThread(images), ...(await measureJumps(images))];
}

/** Images of the shipped generator along a way through its latent space that does not stop at the corners. */
async function latentWalk(): Promise<PixelImage[]> {
  const generator: Generator = await loadGenerator(new URL('/models/digits.safetensors', location.href));
  const random = mulberry32(1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const corners = Array.from({ length: LATENTS }, () =>
    Float32Array.from({ length: generator.latentSize }, normal),
  );
  const images: PixelImage[] = [];
  for (let i = 0; i < (LATENTS - 1) * BETWEEN; i++) {
    const from = Math.floor(i / BETWEEN);
    const latent = interpolateLatents(corners[from]!, corners[from + 1]!, (i % BETWEEN) / BETWEEN);
    images.push(await generator.sample({ latent, label: 3 }));
  }
  generator.dispose();
  return images;
}

function enlarge(image: PixelImage): PixelImage {
  const small = new OffscreenCanvas(image.width, image.height);
  small
    .getContext('2d')!
    .putImageData(new ImageData(new Uint8ClampedArray(image.data), image.width, image.height), 0, 0);
  const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d')!;
  context.drawImage(small, 0, 0, SIDE, SIDE);
  return context.getImageData(0, 0, SIDE, SIDE);
}

/** Frames with a new image and frames without come in turn; an image costs what the ones take more than the others. */
async function measureMainThread(images: readonly PixelImage[]): Promise<Measurement> {
  const stage = openStage(1, 1, { count: COUNT, seed: 1 });
  const { swarm } = stage;
  await runUntil(swarm, swarm.form(images[0]!));
  let taken = 0;
  const stop = swarm.follow(() => images[taken++ % images.length]!, { rate: RATE });

  const frame = async () => {
    // The GPU is done with the last frame: nobody waits for it in the measured time.
    readHomes(stage);
    await wait(0);
    const before = taken;
    const start = performance.now();
    swarm.update(STEP);
    return { time: performance.now() - start, images: taken - before };
  };
  const costs: number[] = [];
  const whole: number[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const sums = [0, 0];
    for (let k = 0; k < 2 * PAIRS; k++) {
      const { time, images } = await frame();
      sums[images]! += time;
    }
    // The first is for warming up.
    if (round < 0) continue;
    costs.push((sums[1]! - sums[0]!) / PAIRS);
    whole.push(sums[1]! / PAIRS);
  }
  const share = taken / (2 * PAIRS * (ROUNDS + 1));
  if (Math.abs(share - 0.5) > 0.02)
    throw new Error(`${share} images came a frame, and not one in two frames.`);
  stop();
  stage.dispose();
  return {
    id: 'follow/main-thread',
    what: `main thread for an image of ${SIDE} × ${SIDE} that is followed at ${RATE} a second by ${COUNT.toLocaleString('en')} particles, beyond a frame without one; a whole update with one takes ${median(whole).toFixed(2)} ms`,
    ours: median(costs),
    peer: null,
    peerName: null,
    unit: 'ms',
  };
}

async function measureJumps(images: readonly PixelImage[]): Promise<Measurement[]> {
  const stage = openStage(1, 1, { count: COUNT, seed: 1 });
  const { swarm } = stage;
  await runUntil(swarm, swarm.form(images[0]!));
  let next = 0;
  const stop = swarm.follow(() => images[next++]!, { rate: 60 });
  const shares: number[] = [];
  let before: Float32Array | null = null;
  while (next < images.length) {
    swarm.update(STEP);
    const homes = readHomes(stage);
    if (before) shares.push(jumped(before, homes));
    before = homes;
  }
  stop();
  stage.dispose();
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const what = `particles whose home jumps over ${JUMP * 100} % of the width between neighbouring frames of a latent walk of ${SIDE} × ${SIDE}, read back; two seconds from latent to latent at ${RATE} images a second`;
  const row = { peer: null, peerName: null, unit: '%' };
  return [
    { id: 'follow/jumps', what: `${what}; mean of ${shares.length}`, ours: 100 * mean, ...row },
    {
      id: 'follow/jumps-worst',
      what: `${what}; worst of ${shares.length}`,
      ours: 100 * Math.max(...shares),
      ...row,
    },
  ];
}

/** Images are square: a width is a height. */
function jumped(before: Float32Array, after: Float32Array): number {
  let jumps = 0;
  for (let i = 0; i < before.length; i += 2) {
    if (Math.hypot(after[i]! - before[i]!, after[i + 1]! - before[i + 1]!) > JUMP) jumps++;
  }
  return (2 * jumps) / before.length;
}
