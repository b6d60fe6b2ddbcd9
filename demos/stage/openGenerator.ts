import { type Generator, loadGenerator } from 'genesis-particles/gan';
import { progressInWords } from './progressInWords.ts';
import type { Readout } from './Readout.ts';

/** Loads one of the shipped generators, and says how far it is. @throws (rejects) what the visitor has been told. */
export async function openGenerator(name: string, readout: Readout): Promise<Generator> {
  readout.status('Loading the generator…');
  try {
    return await loadGenerator(new URL(`../models/${name}.safetensors`, location.href), {
      // Many images: in the long run faster than what starts fastest.
      backend: 'wasm',
      onProgress: detail => {
        const isLoaded = detail.loaded === detail.total;
        readout.status(isLoaded ? 'Waking the generator…' : progressInWords(detail));
        readout.progress(detail.total ? detail.loaded / detail.total : Number.NaN);
      },
    });
  } catch (error) {
    readout.status((error as Error).message, 'alert');
    throw error;
  } finally {
    readout.progress(null);
  }
}
