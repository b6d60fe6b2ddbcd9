import { expect, it } from 'vitest';
import { TrainingLoop } from '../../../src/gan/training/TrainingLoop.ts';

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
};

/** A loop whose duties take a while; what happens is written down. */
function makeLoop() {
  const [log, states]: string[][] = [[], []];
  const run = { step: 0, epoch: 0, isAtEndOfEpoch: false };
  const loop = new TrainingLoop({
    run: () => run,
    playStep: () => {
      run.step++;
      if (log!.at(-1) !== 'steps') log!.push('steps');
    },
    between: async () => {
      log!.push('duties begin');
      await turns(10);
      log!.push('duties end');
    },
    finish: async () => {},
    onState: state => states!.push(state),
    onFailure: error => log!.push(error.message),
  });
  return { loop, log: log!, states: states!, run };
}

it('what would disturb duties waits for their end, and the next ones for it', async () => {
  const { loop, log } = makeLoop();
  const training = loop.train({ steps: 3 });
  await turns(4);
  expect(log).toEqual(['duties begin']);
  await loop.whenFree(async () => {
    log.push('replacing');
    await turns(5);
    log.push('replaced');
  });
  await training;
  const [begin, end, ...rest] = log;
  expect([begin, end]).toEqual(['duties begin', 'duties end']);
  const place = (word: string) => rest.indexOf(word);
  expect(place('replacing')).toBeGreaterThanOrEqual(0);
  expect(place('replaced')).toBe(place('replacing') + 1);
  expect(place('duties begin')).toBeGreaterThan(place('replaced'));
});

it('with no duty under way it happens at once, and its failure is its own', async () => {
  const { loop, log } = makeLoop();
  await expect(loop.whenFree(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await loop.whenFree(() => 7)).toBe(7);
  await loop.train({ steps: 1 });
  expect(log).toEqual(['duties begin', 'duties end', 'steps', 'duties begin', 'duties end']);
});

it('is in training when another goal takes over, and never in between ready', async () => {
  const { loop, states } = makeLoop();
  const first = loop.train({ steps: 1000 }).catch((error: Error) => error.message);
  await turns(4);
  const second = loop.train({ steps: 3 });
  expect(await first).toBe('Another call of train took over.');
  expect(states).not.toContain('ready');
  expect(states.at(-1)).toBe('training');
  await second;
  expect(states.at(-1)).toBe('ready');
});
