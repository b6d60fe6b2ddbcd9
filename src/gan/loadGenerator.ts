/** Opening a generator from a weights file. */

import type { PixelImage } from '../image.ts';
import { assertKnown } from './assertKnown.ts';
import type { BackendName } from './backends/choose.ts';
import { assertBackendName } from './backends/choose.ts';
import type { ProgressDetail } from './GanTrainerTypes.ts';
import { Generator } from './Generator.ts';
import { toPortableWeights } from './weights/toPortableWeights.ts';
import { connect } from './worker/connect.ts';

/** Where a generator computes. */
export interface LoadGeneratorOptions {
  /** What computes. `auto` takes what starts fastest. @default 'auto' */
  readonly backend?: BackendName | 'auto';
  /** Sample in a worker (`true`) or in this thread, which needs `@tensorflow/tfjs` installed. @default true */
  readonly worker?: boolean;
  /** Where the worker's one file is, if not beside the library's own files. */
  readonly workerUrl?: string | URL;
  /** Called while the file of an address is loaded, with its bytes so far and in all. */
  readonly onProgress?: (detail: ProgressDetail) => void;
}

/** @internal Every name of {@link LoadGeneratorOptions}. */
export const LOAD_OPTIONS = ['backend', 'worker', 'workerUrl', 'onProgress'] as const;

/**
 * Loads a generator from a safetensors file: its address, relative to the page, or its bytes.
 * @throws (rejects) Error when the file is missing, damaged or no generator of this library.
 */
export async function loadGenerator(
  source: string | URL | ArrayBuffer | Uint8Array,
  options: LoadGeneratorOptions = {},
): Promise<Generator> {
  assertKnown('loadGenerator', options, LOAD_OPTIONS);
  const { backend = 'auto', worker = true, workerUrl, onProgress } = options;
  assertBackendName(backend);
  const weights = toPortableWeights(source);
  let generator: Generator | null = null;
  const connection = connect('sampling', {
    worker,
    workerUrl,
    onEvent: (_, detail) => {
      const { job, image, ...progress } = detail as ProgressDetail & { job?: number; image?: PixelImage };
      if (image) generator?.present(job!, image);
      else if (job === undefined) onProgress?.(progress);
      else generator?.report(job, progress.loaded / progress.total!);
    },
    onFailure: () => {},
  });
  try {
    const description = await connection.call('open', weights, backend);
    generator = new Generator(description, {
      sample: request => connection.call('sample', request),
      invert: (...search) => connection.call('invert', ...search),
      attack: (...plan) => connection.call('attack', ...plan),
      robustness: (classifier, plan, job) => connection.call('robustness', classifier, plan, job),
      cancel: job => void connection.call('cancel', job).catch(() => {}),
      save: saveOptions => connection.call('saveGenerator', saveOptions),
      dispose: () => connection.dispose(new Error('The generator was disposed of.')),
    });
    return generator;
  } catch (error) {
    connection.dispose(error as Error);
    throw error;
  }
}
