/** The worker that matches particles, in a browser: it answers, forgets what nobody waits for, and ends. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { flowTables } from '../../../src/particles/layouts/flowTables.ts';
import { TransportMatcher } from '../../../src/particles/layouts/transport/TransportMatcher.ts';
import { createTransportLayout } from '../../../src/particles/layouts/transport/transportHomes.ts';
import { paint, reading, ring } from './fixture.ts';

const from = flowTables(
  paint(32, 16, x => (x < 0.4 ? [255, 40, 40] : [0, 30, 60])),
  reading(true),
);
const to = flowTables(ring, reading(true));
const request = { count: 2000, seed: 3, tables: to, previousTables: from };

function createMatcher(): TransportMatcher {
  const matcher = new TransportMatcher();
  onTestFinished(() => matcher.dispose());
  return matcher;
}

/** Every worker started from here on, and what it was started from. */
function watchWorkers() {
  const started: { url: string; worker: Worker; ended: boolean }[] = [];
  const Real = Worker;
  vi.stubGlobal(
    'Worker',
    class extends Real {
      readonly #entry: (typeof started)[number];
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.#entry = { url: String(url), worker: this, ended: false };
        started.push(this.#entry);
      }
      override terminate(): void {
        this.#entry.ended = true;
        super.terminate();
      }
    },
  );
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  return started;
}

test('a worker gives the homes that this thread would, with colours and without', async () => {
  const started = watchWorkers();
  const matcher = createMatcher();
  expect(started).toHaveLength(0);
  const { count, ...rest } = request;
  for (const options of [{}, { colorWeight: 0.5 }, { from: new Float32Array(2 * count).fill(0.1) }]) {
    expect(await matcher.match({ ...request, ...options })).toEqual(
      createTransportLayout(count)({ ...rest, ...options }),
    );
  }
  expect(started).toHaveLength(1);
});

test('the number of particles may change from call to call', async () => {
  const matcher = createMatcher();
  for (const count of [1, 300, 2]) expect(await matcher.match({ ...request, count })).toHaveLength(2 * count);
});

test('of several calls only the last is answered', async () => {
  const matcher = createMatcher();
  const calls = [5, 6, 7].map(seed => matcher.match({ ...request, seed }));
  const homes = await Promise.all(calls);
  expect(homes.slice(0, 2)).toEqual([null, null]);
  expect(homes[2]).toEqual(await matcher.match({ ...request, seed: 7 }));
});

test('a late answer is not taken for that of a later call', async () => {
  const matcher = createMatcher();
  const expected = await matcher.match(request);
  const late = matcher.match({ ...request, count: 60_000 });
  // By now the worker is at it.
  await new Promise(resolve => setTimeout(resolve, 20));
  const homes = await matcher.match(request);
  expect(await late).toBe(null);
  expect(homes).toEqual(expected);
});

test('dispose ends the worker and settles what is pending, and there is no call after it', async () => {
  const started = watchWorkers();
  const matcher = createMatcher();
  const pending = matcher.match(request);
  matcher.dispose();
  expect(await pending).toBe(null);
  expect(started.map(({ ended }) => ended)).toEqual([true]);
  expect(await matcher.match(request)).toBe(null);
  expect(started).toHaveLength(1);
});

test('a request that makes no sense is refused, and the next is answered', async () => {
  const matcher = createMatcher();
  await expect(matcher.match({ ...request, from: new Float32Array(6) })).rejects.toThrow(RangeError);
  expect(await matcher.match(request)).toHaveLength(4000);
});

test('a worker that dies rejects what is pending and what is to come', async () => {
  const started = watchWorkers();
  const matcher = createMatcher();
  await matcher.match(request);
  const pending = matcher.match({ ...request, count: 60_000 });
  started[0]!.worker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory', cancelable: true }));
  await expect(pending).rejects.toThrow('The worker that matches particles has stopped: out of memory.');
  await expect(matcher.match(request)).rejects.toThrow(/has stopped/);
  expect(started.map(({ ended }) => ended)).toEqual([true]);
});

test.each([
  ['is not there', '/no/such/worker.js', /transport\.worker\..* could not be started: the file is missing/],
  ['is not allowed', 'https://elsewhere.invalid/worker.js', /could not be started: .*elsewhere\.invalid/],
])('a worker that %s rejects with a sentence that says so', async (_why, address, sentence) => {
  const Real = Worker;
  vi.stubGlobal(
    'Worker',
    class extends Real {
      constructor(_url: string | URL, options?: WorkerOptions) {
        super(address, options);
      }
    },
  );
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  const matcher = createMatcher();
  await expect(matcher.match(request)).rejects.toThrow(sentence);
  await expect(matcher.match(request)).rejects.toThrow(/could not be started/);
});
