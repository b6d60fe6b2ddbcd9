/** Scores generators by everything in `metrics/`, against held-out images, with the floor of each score beside it. */

import { type Attribute, isRange, type ValueAttribute } from '../data/Attribute.ts';
import type { ImageDataset } from '../data/ImageDataset.ts';
import { toBytes } from '../metrics/nearestNeighbours.ts';
import { ScoreSheet } from '../metrics/ScoreSheet.ts';
import type { Scores } from '../metrics/Scores.ts';
import type { Network } from '../networks/Network.ts';
import { Random } from '../Random.ts';
import type { GeneratorShape } from '../sampling/SampleRequest.ts';
import type { ClassifierNetwork } from './ClassifierNetwork.ts';
import { viewGenerated, viewImages } from './view.ts';

/** So many images are compared with every training image, pixel by pixel. */
const COMPARED = 1000;

export class Evaluator {
  readonly #classifier: ClassifierNetwork;
  readonly #heldOut: ImageDataset;
  readonly #count: number;
  readonly #compared: number;
  readonly #sheet: ScoreSheet;

  private constructor(
    classifier: ClassifierNetwork,
    heldOut: ImageDataset,
    count: number,
    compared: number,
    sheet: ScoreSheet,
  ) {
    this.#classifier = classifier;
    this.#heldOut = heldOut;
    this.#count = count;
    this.#compared = compared;
    this.#sheet = sheet;
  }

  /**
   * Looks at the real images, which takes as long as a first evaluation.
   * @param count images to generate for each evaluation; at most as many as there are held-out and training images
   * @param compared how many of them are compared with all training images
   */
  static async prepare(
    classifier: ClassifierNetwork,
    training: ImageDataset,
    heldOut: ImageDataset,
    count: number,
    compared: number = COMPARED,
  ): Promise<Evaluator> {
    const size = Math.min(count, training.count, heldOut.count);
    const random = new Random(1, 'real images to compare with');
    const drawn = Uint32Array.from({ length: size }, () => random.below(training.count));
    const few = Math.min(compared, size);
    const [seenHeldOut, seenTraining] = [
      await viewImages(classifier, heldOut, first(heldOut.count)),
      await viewImages(classifier, training, drawn),
    ];
    const sheet = new ScoreSheet({
      featureSize: classifier.featureSize,
      attributes: classifier.attributes,
      heldOut: seenHeldOut,
      training: seenTraining,
      pixels: {
        valuesPerImage: training.valuesPerImage,
        training: toBytes(training.gather(first(training.count))),
        heldOut: seenHeldOut.bytes.subarray(0, few * training.valuesPerImage),
      },
    });
    return new Evaluator(classifier, heldOut, size, few, sheet);
  }

  /** Conditional generators are asked for what the held-out images show. */
  async score(generator: Network, described: GeneratorShape, seed: number): Promise<Scores> {
    const labels = described.attributes && this.#heldOut.gatherLabels(first(this.#count));
    const view = await viewGenerated(this.#classifier, generator, described, labels, this.#count, seed);
    const pixels = view.bytes.subarray(0, (view.bytes.length / this.#count) * this.#compared);
    const judged = labels && labelsOf(this.#classifier.attributes, described.attributes!, labels);
    return this.#sheet.score({ ...view, labels: judged }, pixels);
  }
}

/**
 * What a classifier can judge of what was asked for: its attributes are found by their values.
 * @returns null where it knows one of which nothing was asked
 */
function labelsOf(
  known: readonly ValueAttribute[],
  asked: readonly Attribute[],
  labels: Uint8Array,
): Uint8Array | null {
  const places = known.map(({ values }) =>
    asked.findIndex(each => !isRange(each) && each.values.join('\n') === values.join('\n')),
  );
  if (places.includes(-1)) return null;
  const count = labels.length / asked.length;
  return Uint8Array.from({ length: count * places.length }, (_, i) => {
    const [image, place] = [Math.floor(i / places.length), places[i % places.length]!];
    return labels[image * asked.length + place]!;
  });
}

function first(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => index);
}
