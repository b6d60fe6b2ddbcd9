/** Which backend computes, decided from facts about the machine and said in a sentence. Pure, hence testable. */

/** What TensorFlow.js computes on. */
export type BackendName = 'webgl' | 'wasm' | 'cpu';

/** What computes, and why. */
export interface BackendChoice {
  readonly backend: BackendName;
  /** A sentence for people: which backend, and why. */
  readonly reason: string;
}

/** What was found out about the machine: see `probe.ts`. */
export interface BackendFacts {
  /** `software` means WebGL that a CPU emulates. */
  readonly webgl: 'hardware' | 'software' | 'none';
  /** The GPU by its driver's name, or an empty string. */
  readonly renderer: string;
  /** Whether WebGL renders to, and computes in, full 32-bit floats. Half floats train to NaN. */
  readonly fullFloat: boolean;
  /** Whether WebAssembly with SIMD runs here and its backend is at hand. */
  readonly wasm: boolean;
}

export const BACKEND_NAMES: readonly (BackendName | 'auto')[] = ['auto', 'webgl', 'wasm', 'cpu'];

/** @throws TypeError when `backend` is no name of a backend. */
export function assertBackendName(backend: string): void {
  if (!(BACKEND_NAMES as readonly string[]).includes(backend)) {
    throw new TypeError(
      `There is no backend named ${JSON.stringify(backend)}. Known are ${BACKEND_NAMES.join(', ')}.`,
    );
  }
}

/** For training, which takes full floats. @throws Error when the backend that was asked for cannot run here. */
export function chooseTrainingBackend(wanted: BackendName | 'auto', facts: BackendFacts): BackendChoice {
  if (wanted !== 'auto')
    return { backend: assertTrains(wanted, facts), reason: `${LABELS[wanted]}, as asked for.` };
  if (facts.webgl === 'hardware' && facts.fullFloat) {
    return {
      backend: 'webgl',
      reason: `WebGL on this machine's GPU${facts.renderer && ` (${facts.renderer})`}.`,
    };
  }
  const why =
    facts.webgl === 'hardware'
      ? 'the GPU computes in half precision only, in which training ends in NaN'
      : facts.webgl === 'software'
        ? 'WebGL is only emulated in software here'
        : 'there is no WebGL here';
  if (facts.wasm) return { backend: 'wasm', reason: `WebAssembly on the CPU, because ${why}.` };
  return {
    backend: 'cpu',
    reason: `Plain JavaScript on the CPU, because ${why} and WebAssembly with SIMD is missing, or without a worker its backend.`,
  };
}

/**
 * For sampling, where the first image counts: nothing starts faster than plain JavaScript. Half floats will do.
 */
export function chooseSamplingBackend(wanted: BackendName | 'auto', facts: BackendFacts): BackendChoice {
  if (wanted !== 'auto')
    return { backend: assertRuns(wanted, facts), reason: `${LABELS[wanted]}, as asked for.` };
  return {
    backend: 'cpu',
    reason: 'Plain JavaScript on the CPU, which starts at once and is enough for a few images.',
  };
}

const LABELS: Record<BackendName, string> = {
  webgl: 'WebGL',
  wasm: 'WebAssembly on the CPU',
  cpu: 'Plain JavaScript on the CPU',
};

function assertTrains(backend: BackendName, facts: BackendFacts): BackendName {
  if (assertRuns(backend, facts) !== 'webgl' || facts.fullFloat) return backend;
  throw new Error(
    "backend: 'webgl' was asked for, but this GPU computes in half precision only, in which training ends in NaN: it " +
      "can make samples. Use 'wasm', 'cpu' or 'auto'.",
  );
}

function assertRuns(backend: BackendName, facts: BackendFacts): BackendName {
  if (backend === 'webgl' && facts.webgl === 'none') {
    throw new Error(
      "backend: 'webgl' was asked for, but no WebGL 2 context could be made here. Use 'wasm', 'cpu' or 'auto'.",
    );
  }
  if (backend === 'wasm' && !facts.wasm) {
    throw new Error(
      "backend: 'wasm' was asked for, but WebAssembly with SIMD does not run here or, without a worker, " +
        "@tensorflow/tfjs-backend-wasm was not imported by the page. Use 'cpu' or 'auto'.",
    );
  }
  return backend;
}
