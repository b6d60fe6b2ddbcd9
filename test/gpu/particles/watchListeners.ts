import { onTestFinished, vi } from 'vitest';

/** Counts the listeners that are added to a target and not removed. */
export function watchListeners(target: EventTarget) {
  const count = { now: 0, ever: 0 };
  const { addEventListener, removeEventListener } = target;
  target.addEventListener = (...args: Parameters<EventTarget['addEventListener']>) => {
    count.now++;
    count.ever++;
    addEventListener.apply(target, args);
  };
  target.removeEventListener = (...args: Parameters<EventTarget['removeEventListener']>) => {
    count.now--;
    removeEventListener.apply(target, args);
  };
  onTestFinished(() => {
    Object.assign(target, { addEventListener, removeEventListener });
  });
  return count;
}

/** Counts the workers that are started and not ended. Few take part: each loads its file anew. */
export function watchWorkers() {
  const count = { now: 0, ever: 0 };
  const Real = Worker;
  vi.stubGlobal(
    'Worker',
    class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        count.now++;
        count.ever++;
      }
      override terminate(): void {
        count.now--;
        super.terminate();
      }
    },
  );
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  return count;
}
