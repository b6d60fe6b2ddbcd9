import { afterEach, expect, it, vi } from 'vitest';
import { GanTrainer } from '../../../src/gan/index.ts';
import { tinyOptions } from './fixtures.ts';

/** As much of a page as knows whether it is seen. */
class Page extends EventTarget {
  hidden = false;
  listeners = 0;

  override addEventListener(...args: Parameters<EventTarget['addEventListener']>): void {
    this.listeners++;
    super.addEventListener(...args);
  }

  override removeEventListener(...args: Parameters<EventTarget['removeEventListener']>): void {
    this.listeners--;
    super.removeEventListener(...args);
  }

  turn(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

let trainer: GanTrainer;

function open(whenHidden: 'train' | 'pause'): Page {
  const page = new Page();
  vi.stubGlobal('document', page);
  trainer = new GanTrainer(tinyOptions({ whenHidden }));
  return page;
}

const state = (wanted: string) =>
  new Promise<void>(resolve => {
    const look = () => trainer.state === wanted && resolve();
    trainer.addEventListener('state', look);
    look();
  });

afterEach(() => {
  trainer.dispose();
  vi.unstubAllGlobals();
});

it('rests on a hidden page and goes on when it is seen again', async () => {
  const page = open('pause');
  const training = trainer.train();
  await state('training');
  page.turn(true);
  await state('paused');
  page.turn(false);
  await state('training');
  page.turn(true);
  await state('paused');
  trainer.dispose();
  await expect(training).rejects.toThrow(/disposed/);
  expect(page.listeners).toBe(0);
});

it('rests, too, when the training begins on a hidden page', async () => {
  const page = open('pause');
  page.turn(true);
  trainer.train().catch(() => {});
  await state('paused');
  page.turn(false);
  await state('training');
});

it('what was said meanwhile holds', async () => {
  const page = open('pause');
  trainer.train().catch(() => {});
  await state('training');
  page.turn(true);
  await state('paused');
  await trainer.pause();
  page.turn(false);
  await trainer.step();
  expect(trainer.state).toBe('paused');
});

it('trains on, where nobody said that it should rest', async () => {
  const page = open('train');
  expect(page.listeners).toBe(0);
  const training = trainer.train({ steps: 30 });
  await state('training');
  page.turn(true);
  expect(await training).toMatchObject({ step: 30 });
});
