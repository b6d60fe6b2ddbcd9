/** Opening a classifier from a weights file. */

import { assertKnown } from './assertKnown.ts';
import { assertBackendName } from './backends/choose.ts';
import { Classifier } from './Classifier.ts';
import type { ProgressDetail } from './GanTrainerTypes.ts';
import { LOAD_OPTIONS, type LoadGeneratorOptions } from './loadGenerator.ts';
import { toPortableWeights } from './weights/toPortableWeights.ts';
import { connect } from './worker/connect.ts';

/** Where a classifier computes, and what may stand before it. */
export interface LoadClassifierOptions extends LoadGeneratorOptions {
  /** A generator's weights, of the same images: what is to be classified `defended` is projected onto its range. */
  readonly defence?: string | URL | ArrayBuffer | Uint8Array;
}

/**
 * Loads a classifier from a safetensors file, as `training/train_classifier.py` writes it: its address, relative to the
 * page, or its bytes.
 * @throws (rejects) Error when a file is missing, damaged or of another kind, or the generator is for other images.
 */
export async function loadClassifier(
  source: string | URL | ArrayBuffer | Uint8Array,
  options: LoadClassifierOptions = {},
): Promise<Classifier> {
  assertKnown('loadClassifier', options, [...LOAD_OPTIONS, 'defence']);
  const { backend = 'auto', worker = true, workerUrl, onProgress, defence } = options;
  assertBackendName(backend);
  const weights = toPortableWeights(source);
  const range = defence === undefined ? null : toPortableWeights(defence, 'defence');
  let classifier: Classifier | null = null;
  const connection = connect('classifier', {
    worker,
    workerUrl,
    onEvent: (_, detail) => {
      const { job, ...progress } = detail as ProgressDetail & { readonly job?: number };
      if (job === undefined) onProgress?.(progress);
      else classifier?.report(job, progress.loaded / progress.total!);
    },
    onFailure: () => {},
  });
  try {
    const description = await connection.call('open', weights, range, backend);
    classifier = new Classifier(description, {
      classify: (images, search, job) => connection.call('classify', images, search, job),
      attack: (images, labels, attack, search, job) =>
        connection.call('attack', images, labels, attack, search, job),
      cancel: job => void connection.call('cancel', job).catch(() => {}),
      dispose: () => connection.dispose(new Error('The classifier was disposed of.')),
    });
    return classifier;
  } catch (error) {
    connection.dispose(error as Error);
    throw error;
  }
}
