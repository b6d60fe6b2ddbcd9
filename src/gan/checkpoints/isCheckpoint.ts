import { LENGTH_BYTES, LONGEST_HEADER } from '../weights/safetensorsHeader.ts';

const KIND = 'genesis-particles checkpoint';

/** What the metadata of a saved training says under `format`. */
export const FORMAT = `${KIND} 1`;

/**
 * Whether a file says that it is a saved training, one for `GanTrainer.load`; also where it is damaged, so that loading it
 * tells how. Reads no more than its header.
 */
export async function isCheckpoint(file: Blob): Promise<boolean> {
  if (file.size < LENGTH_BYTES) return false;
  const length = new DataView(await file.slice(0, LENGTH_BYTES).arrayBuffer()).getBigUint64(0, true);
  if (length > LONGEST_HEADER) return false;
  const header = await file.slice(LENGTH_BYTES, LENGTH_BYTES + Number(length)).text();
  try {
    const format = JSON.parse(header)?.__metadata__?.format;
    return typeof format === 'string' && format.startsWith(KIND);
  } catch {
    return false;
  }
}
