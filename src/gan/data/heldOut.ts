/** Which images are held out of a training. */

import {
  type DatasetSource,
  MNIST_PATH,
  mnistIn,
  type PortableSource,
  toPortableSource,
} from './DatasetSource.ts';
import type { PictureOptions } from './pictures/PictureOptions.ts';

const MOST = 0.5;
const DEFAULT_SHARE = 0.05;
/** Of fewer images none can be spared. */
const ENOUGH = 400;

/** The share to hold out of so many images where nothing else was said. */
export function defaultShare(count: number): number {
  return count >= ENOUGH ? DEFAULT_SHARE : 0;
}

/**
 * @returns where they are, the share of the training images to hold out, or null for {@link defaultShare}
 * @throws TypeError or RangeError on anything that is neither
 */
export function resolveHeldOut(
  dataset: DatasetSource,
  wanted: DatasetSource | number | undefined,
  pictures?: PictureOptions,
): PortableSource | number | null {
  if (typeof wanted === 'number') {
    if (wanted >= 0 && wanted <= MOST) return wanted;
    throw new RangeError(`heldOut is ${wanted}. As a share of the images it is from 0 to ${MOST}.`);
  }
  if (wanted !== undefined) return toPortableSource(wanted, pictures);
  if (dataset === 'mnist')
    return toPortableSource(mnistIn(new URL(MNIST_PATH, document.baseURI), 'held-out'));
  return null;
}
