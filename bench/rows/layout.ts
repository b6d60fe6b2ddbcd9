/** How far particles travel from image to image against the least that is possible, and how long matching them takes. */
import { flowTables } from '../../src/particles/layouts/flowTables.ts';
import { TransportMatcher } from '../../src/particles/layouts/transport/TransportMatcher.ts';
import { testDigits } from '../images/testDigits.ts';
import type { Measurement } from '../Row.ts';
import { openStage, readHomes, runUntil } from '../stage.ts';
import { median } from '../timing.ts';
import { scoreTravel, type Travel } from '../transport/scoreTravel.ts';

const PAIRS = 20;
const COUNT = 1024;
const MATCHED = 65_536;
const WARM_UP = 3;

export async function measureLayouts(): Promise<Measurement[]> {
  const transport = await travelsOf('transport');
  const flow = await travelsOf('flow');
  // Both layouts fill an image's same samples, each of them once.
  for (const [pair, { after }] of flow.entries()) assertSameSpread(transport[pair]!.after, after);
  return [...score('transport', transport), ...score('flow', flow), await measureMatching()];
}

async function travelsOf(layout: 'transport' | 'flow'): Promise<Travel[]> {
  const digits = await testDigits(2 * PAIRS);
  const stage = openStage(1, 1, { count: COUNT, seed: 1, parameters: { layout } });
  const { swarm } = stage;
  const travels: Travel[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    await runUntil(swarm, swarm.form(digits[2 * pair]!));
    const before = readHomes(stage);
    await runUntil(swarm, swarm.form(digits[2 * pair + 1]!));
    travels.push({ before, after: readHomes(stage) });
  }
  stage.dispose();
  return travels;
}

function score(layout: string, travels: readonly Travel[]): Measurement[] {
  const { mean, worst } = scoreTravel(travels);
  const what = `squared travel of ${COUNT.toLocaleString('en')} particles between the homes of two formed MNIST test digits, read back, over ${PAIRS} pairs`;
  const peerName = 'the exact assignment between the same homes';
  return [
    { id: `layout/${layout}`, what: `mean ${what}`, ours: mean, peer: 1, peerName, unit: '× exact' },
    { id: `layout/${layout}-worst`, what: `worst ${what}`, ours: worst, peer: 1, peerName, unit: '× exact' },
  ];
}

/** A layout that piled particles up would have short ways. @throws Error where two sets of homes differ as sets. */
function assertSameSpread(a: Float32Array, b: Float32Array): void {
  for (const axis of [0, 1]) {
    const [sortedA, sortedB] = [a, b].map(homes => homes.filter((_, i) => i % 2 === axis).sort());
    const apart = sortedA!.reduce((most, value, i) => Math.max(most, Math.abs(value - sortedB![i]!)), 0);
    if (apart > 1e-5) throw new Error(`Homes of transport and flow differ by ${apart} image heights.`);
  }
}

/** From the question to the answer of a warm worker, on a page that does nothing else: what is copied counts too. */
async function measureMatching(): Promise<Measurement> {
  const digits = await testDigits(PAIRS + WARM_UP);
  const tables = digits.map(image =>
    flowTables(image, { weight: 'brightness', smooth: false, straight: false, keyed: false, reserve: 0 }),
  );
  const matcher = new TransportMatcher();
  const times: number[] = [];
  let from: Float32Array | null = null;
  for (let k = 0; k + 1 < tables.length; k++) {
    const start = performance.now();
    from = await matcher.match({
      count: MATCHED,
      seed: 1,
      tables: tables[k + 1]!,
      previousTables: tables[k]!,
      from,
    });
    if (k >= WARM_UP) times.push(performance.now() - start);
  }
  matcher.dispose();
  return {
    id: 'layout/transport-time',
    what: `match and land ${MATCHED.toLocaleString('en')} particles from one test digit to the next in a warm worker, from question to answer`,
    ours: median(times),
    peer: null,
    peerName: null,
    unit: 'ms',
  };
}
