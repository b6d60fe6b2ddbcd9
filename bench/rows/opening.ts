/** How long a visitor of the main demo waits for the first particles, and for the first image to stand. */
import { HEIGHT, openDemo, WIDTH } from '../openDemo.ts';
import type { Measurement } from '../Row.ts';
import { median, wait } from '../timing.ts';

const VISITS = [1, 2, 3, 4, 5];
/** Of 255: by how much a pixel differs from the ground in which a particle is. */
const SEEN = 24;

export async function measureOpening(): Promise<Measurement[]> {
  const firstFrames = await visit(untilSeen);
  const times = await visit(untilShown);
  const where = `main demo at ${WIDTH} × ${HEIGHT}`;
  return [
    {
      id: 'opening/first-frame',
      what: `from the last script having loaded to the first frame in which the swarm is seen, ${where}`,
      ours: median(firstFrames.slice(1)),
      peer: null,
      peerName: null,
      unit: 'ms',
    },
    {
      id: 'opening/time',
      what: `from the scripts having run to the opening image standing, ${where}`,
      ours: median(times.slice(1)),
      peer: null,
      peerName: null,
      unit: 'ms',
    },
  ];
}

async function visit(measure: (view: Window & typeof globalThis) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (const seed of VISITS) {
    const { view, close } = await openDemo(`/genesis/?seed=${seed}`);
    times.push(await measure(view));
    close();
  }
  return times;
}

async function untilShown(view: Window): Promise<number> {
  const loaded = performance.now();
  while (view.genesis.shown?.source !== 'pretrained') await wait(10);
  return performance.now() - loaded;
}

/** Every frame is read back, which makes it a little longer than it is for a visitor. */
async function untilSeen(view: Window & typeof globalThis): Promise<number> {
  const scripts = view.performance
    .getEntriesByType('resource')
    .filter(
      ({ name }) => /\.m?[jt]s(\?|$)/.test(name) && !/worker/i.test(name),
    ) as PerformanceResourceTiming[];
  const loaded = Math.max(...scripts.map(({ responseEnd }) => responseEnd));
  const gl = view.document.querySelector('canvas')!.getContext('webgl2')!;
  const pixels = new Uint8Array(WIDTH * HEIGHT * 4);
  const isSeen = () => {
    gl.readPixels(0, 0, WIDTH, HEIGHT, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    const ground = pixels.slice(0, 3);
    return pixels.some((value, at) => at % 4 < 3 && Math.abs(value - ground[at % 4]!) > SEEN);
  };
  do await new Promise(resolve => view.requestAnimationFrame(resolve));
  while (!isSeen());
  return view.performance.now() - loaded;
}
