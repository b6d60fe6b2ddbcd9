/** Variables to numbers in memory and back. */

import * as tf from '../tf.ts';
import type { NamedTensor } from '../weights/safetensors.ts';

export type StoredTensors = Readonly<Record<string, NamedTensor>>;

/** The variables' values as they are at the moment of the call, whatever happens to them until the promise resolves. */
export async function readTensors(variables: Readonly<Record<string, tf.Variable>>): Promise<StoredTensors> {
  const isMemory = tf.getBackend() !== 'webgl';
  const reads = Object.entries(variables).map(async ([name, variable]) => {
    const { shape } = variable;
    // Where tensors are plain memory, the next step may change it: hence a copy at once.
    if (isMemory) return [name, { shape, values: new Float32Array(variable.dataSync() as Float32Array) }];
    const copy = tf.clone(variable);
    return [name, { shape, values: (await copy.data().finally(() => copy.dispose())) as Float32Array }];
  });
  return Object.fromEntries(await Promise.all(reads));
}

/** @throws Error when a variable is missing in the store or has another shape there; then none was changed. */
export function writeTensors(variables: Readonly<Record<string, tf.Variable>>, stored: StoredTensors): void {
  for (const [name, { shape }] of Object.entries(variables)) {
    const found = stored[name];
    if (found?.shape.join() === shape.join()) continue;
    throw new Error(
      `The tensor ${name} of a saved training should be [${shape}], but is ${found ? `[${found.shape}]` : 'missing'}: ` +
        'it was saved by another model.',
    );
  }
  tf.tidy(() => {
    for (const [name, variable] of Object.entries(variables)) {
      variable.assign(tf.tensor(new Float32Array(stored[name]!.values), variable.shape));
    }
  });
}
