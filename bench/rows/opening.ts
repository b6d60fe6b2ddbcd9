/** How long a visitor of the main demo waits for the first image to stand. */
import { HEIGHT, openDemo, WIDTH } from '../openDemo.ts';
import type { Measurement } from '../Row.ts';
import { median, wait } from '../timing.ts';

const VISITS = [1, 2, 3, 4, 5];

export async function measureOpening(): Promise<Measurement[]> {
  const times: number[] = [];
  for (const seed of VISITS) {
    const { view, close } = await openDemo(`/genesis/?seed=${seed}`);
    const loaded = performance.now();
    while (view.genesis.shown?.source !== 'pretrained') await wait(10);
    times.push(performance.now() - loaded);
    close();
  }
  return [
    {
      id: 'opening/time',
      what: `from the scripts having run to the opening image standing, main demo at ${WIDTH} × ${HEIGHT}`,
      ours: median(times.slice(1)),
      peer: null,
      peerName: null,
      unit: 'ms',
    },
  ];
}
