/**
 * What a classifier's verdicts tell about a set of images: are they clear, are all classes there, in the
 * right shares, and are they the wanted ones? Probabilities are one number a class, image after image; those
 * of one image sum to 1.
 */

import { countPoints } from './countPoints.ts';

/** The sum of an image's probabilities may be off by so much: 16-bit numbers were rounded. */
const TOLERANCE = 0.01;

/**
 * The classifier score exp(E KL(p(y|x) ‖ p(y))) (Salimans et al., "Improved techniques for training GANs",
 * 2016, there with the Inception network): from 1 to the number of classes, highest when every image is
 * clearly of one class and all classes are equally frequent. It knows nothing of real images.
 *
 * @throws RangeError when these are no probabilities, as everywhere in this file
 */
export function classifierScore(probabilities: Float32Array, classes: number): number {
  const count = countImages(probabilities, classes);
  const ofAll = new Float64Array(classes);
  let ofEach = 0;
  for (let image = 0; image < count; image++) {
    const own = probabilities.subarray(image * classes, (image + 1) * classes);
    ofEach += entropyOf(own);
    for (let value = 0; value < classes; value++) ofAll[value]! += own[value]!;
  }
  // E KL(p(y|x) ‖ p(y)) is the entropy of the mean less the mean of the entropies.
  return Math.exp(Math.max(0, entropyOf(ofAll) - ofEach / count));
}

/** How many images are of each class, by their most probable one. */
export function classHistogram(probabilities: Float32Array, classes: number): Uint32Array {
  const histogram = new Uint32Array(classes);
  for (const verdict of verdictsOf(probabilities, classes)) histogram[verdict]!++;
  return histogram;
}

/** −Σ p log p, in nats, of counts or probabilities, which are divided by their sum. */
export function entropyOf(histogram: ArrayLike<number>): number {
  return Array.from(sharesOf(histogram)).reduce(
    (sum, share) => (share > 0 ? sum - share * Math.log(share) : sum),
    0,
  );
}

/**
 * The entropy as a share of the most possible: 1 when all classes are equally frequent, 0 when there is one
 * only.
 */
export function entropyRatio(histogram: ArrayLike<number>): number {
  return histogram.length > 1 ? entropyOf(histogram) / Math.log(histogram.length) : 1;
}

/**
 * KL(samples ‖ reference) in nats: 0 for the same shares of all classes, larger when some are too frequent.
 * Half an image is added to each class of the reference (Krichevsky and Trofimov 1981), and the same share to
 * each of the samples, so that it is finite where the reference lacks a class, and still 0 for equal shares.
 *
 * @throws RangeError when the histograms are not of as many classes, or empty
 */
export function classDivergence(samples: ArrayLike<number>, reference: ArrayLike<number>): number {
  if (samples.length !== reference.length) {
    throw new RangeError(
      `Histograms of ${samples.length} and of ${reference.length} classes cannot be compared. ` +
        'Take both from one classifier.',
    );
  }
  const half = 0.5 / sumOf(reference);
  const smooth = (histogram: ArrayLike<number>) => sharesOf(sharesOf(histogram).map(share => share + half));
  const [p, q] = [smooth(samples), smooth(reference)];
  return Math.max(
    0,
    p.reduce((sum, share, index) => sum + share * Math.log(share / q[index]!), 0),
  );
}

/**
 * The share of images of which the most probable class is the wanted one.
 *
 * @param wanted the number of a class for each image
 */
export function labelAgreement(
  probabilities: Float32Array,
  classes: number,
  wanted: ArrayLike<number>,
): number {
  const verdicts = verdictsOf(probabilities, classes);
  if (wanted.length !== verdicts.length) {
    throw new RangeError(
      `There are ${wanted.length} wanted classes for ${verdicts.length} images. Give one for each.`,
    );
  }
  let agreed = 0;
  for (const [image, verdict] of verdicts.entries()) {
    const label = wanted[image]!;
    if (!Number.isInteger(label) || label < 0 || label >= classes) {
      throw new RangeError(`Image ${image} shall be of class ${label}. Classes go from 0 to ${classes - 1}.`);
    }
    if (verdict === label) agreed++;
  }
  return agreed / verdicts.length;
}

/** The most probable class of each image, the first of equal ones. */
function verdictsOf(probabilities: Float32Array, classes: number): Uint32Array {
  const verdicts = new Uint32Array(countImages(probabilities, classes));
  for (let image = 0; image < verdicts.length; image++) {
    let best = 0;
    for (let value = 1; value < classes; value++) {
      if (probabilities[image * classes + value]! > probabilities[image * classes + best]!) best = value;
    }
    verdicts[image] = best;
  }
  return verdicts;
}

function countImages(probabilities: Float32Array, classes: number): number {
  const count = countPoints(probabilities, classes, 1, 'class probabilities');
  for (let image = 0; image < count; image++) {
    let sum = 0;
    for (let value = 0; value < classes; value++) {
      const probability = probabilities[image * classes + value]!;
      if (probability < 0) {
        throw new RangeError(`Image ${image} has the probability ${probability}. None may be below 0.`);
      }
      sum += probability;
    }
    if (Math.abs(sum - 1) > TOLERANCE) {
      throw new RangeError(`The probabilities of image ${image} sum to ${sum}. They must sum to 1.`);
    }
  }
  return count;
}

function sharesOf(histogram: ArrayLike<number>): Float64Array {
  const sum = sumOf(histogram);
  return Float64Array.from(histogram, count => count / sum);
}

function sumOf(histogram: ArrayLike<number>): number {
  const sum = Array.from(histogram).reduce((total, count) => total + count, 0);
  if (sum > 0 && Number.isFinite(sum)) return sum;
  throw new RangeError(`The counts of a histogram sum to ${sum}. Give at least one image.`);
}
