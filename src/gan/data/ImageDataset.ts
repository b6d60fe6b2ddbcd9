/** The training images, kept as the bytes they came in: 60,000 digits are 47 MB so, and 188 MB as floats. */

import type { ImageShape } from '../networks/models.ts';
import {
  type Attribute,
  assertAttributes,
  countLabels,
  encodeConditions,
  isRange,
  type ValueAttribute,
} from './Attribute.ts';
import type { RawImages } from './DatasetSource.ts';
import { toNumbers } from './imageNumbers.ts';

export class ImageDataset {
  /** How many images there are. */
  get count(): number {
    return this.#indices?.length ?? this.#all;
  }

  /** [height, width, channels] of each. */
  readonly imageShape: ImageShape;
  /** Numbers an image. */
  readonly valuesPerImage: number;
  /** What is known of each image, or null without labels. */
  readonly attributes: readonly Attribute[] | null;

  readonly #raw: RawImages;
  readonly #all: number;
  /** Which of the images belong to this set, or null for all. */
  #indices: Uint32Array | null = null;

  /** Borrows the bytes. @throws RangeError when they do not make a whole number of such images, with their labels. */
  constructor(raw: RawImages) {
    const { images, width, height, channels, labels, attributes } = raw;
    for (const [name, side] of Object.entries({ width, height })) {
      if (!Number.isInteger(side) || side < 1) {
        throw new RangeError(`The images' ${name} is ${side}. It must be a whole number of at least 1.`);
      }
    }
    if (![1, 2, 3, 4].includes(channels)) {
      throw new RangeError(
        `The images have ${channels} channels. Known are 1 (grey), 2 (grey and alpha), 3 (RGB) and 4 (RGBA).`,
      );
    }
    if (!(images instanceof Uint8Array)) {
      throw new TypeError('The images are not a Uint8Array of values from 0 to 255.');
    }
    this.valuesPerImage = width * height * channels;
    this.#all = images.length / this.valuesPerImage;
    if (!Number.isInteger(this.#all) || this.#all === 0) {
      throw new RangeError(
        `The images are ${images.length} bytes, which is no whole number of images of ${width} × ${height} × ${channels} = ` +
          `${this.valuesPerImage} bytes.`,
      );
    }
    this.imageShape = [height, width, channels];
    this.attributes = labels ? (attributes ?? [classesOf(labels)]) : null;
    this.#raw = raw;
    if (labels && this.attributes) assertLabels(labels, this.attributes, this.#all);
  }

  /** The bytes of one image, as they came. Borrowed. */
  bytesOf(index: number): Uint8Array {
    const start = this.#place(index) * this.valuesPerImage;
    return this.#raw.images.subarray(start, start + this.valuesPerImage);
  }

  /** The images of these indices as numbers in [-1, 1], one image after the other: see {@link toNumbers}. */
  gather(indices: Uint32Array): Float32Array {
    const values = new Float32Array(indices.length * this.valuesPerImage);
    indices.forEach((index, place) => {
      toNumbers(this.bytesOf(index), this.imageShape[2], values, place * this.valuesPerImage);
    });
    return values;
  }

  /** The value of each attribute of these images, by its number, image after image. @throws Error without labels. */
  gatherLabels(indices: Uint32Array): Uint8Array {
    const { labels: all } = this.#raw;
    if (!all || !this.attributes) throw new Error('The images have no labels.');
    const { length } = this.attributes;
    const labels = new Uint8Array(indices.length * length);
    indices.forEach((index, place) => {
      const start = this.#place(index) * length;
      labels.set(all.subarray(start, start + length), place * length);
    });
    return labels;
  }

  /** The conditions of these images, one after the other. @throws Error without labels. */
  gatherConditions(indices: Uint32Array): Float32Array {
    const labels = this.gatherLabels(indices);
    return encodeConditions(this.attributes!, labels);
  }

  /**
   * The same images with their values numbered as in another set's attributes, by their names. Borrows the bytes.
   * @throws Error without labels, or where they tell of something else
   */
  labelledAs(attributes: readonly Attribute[]): ImageDataset {
    const own = this.attributes;
    if (!own) throw new Error('They have no labels.');
    const isSame =
      own.length === attributes.length && own.every(({ name }, i) => name === attributes[i]!.name);
    if (!isSame) {
      const [found, wanted] = [own, attributes].map(list => list.map(({ name }) => name).join(', '));
      throw new Error(`They are labelled by ${found}, the training images by ${wanted}.`);
    }
    const numbers = own.map((attribute, i) => numbersIn(attribute, attributes[i]!));
    const labels = this.#raw.labels!.map((label, place) => {
      const attribute = place % own.length;
      const number = numbers[attribute]![label]!;
      if (number >= 0) return number;
      const { name, values } = own[attribute] as ValueAttribute;
      throw new Error(`One is labelled ${name}: ${values[label]}, which no training image is.`);
    });
    const relabelled = new ImageDataset({ ...this.#raw, labels, attributes });
    relabelled.#indices = this.#indices;
    return relabelled;
  }

  /** Two sets out of this one: all but every `nth` image, and those. Borrows the bytes. */
  split(nth: number): [ImageDataset, ImageDataset] {
    const all = Array.from({ length: this.count }, (_, index) => index);
    const isOut = (index: number) => index % nth === nth - 1;
    return [this.#only(all.filter(index => !isOut(index))), this.#only(all.filter(isOut))];
  }

  #only(indices: readonly number[]): ImageDataset {
    const part = new ImageDataset(this.#raw);
    part.#indices = Uint32Array.from(indices, index => this.#place(index));
    return part;
  }

  #place(index: number): number {
    return this.#indices ? this.#indices[index]! : index;
  }
}

/** What each label of an attribute is called in another one's numbers, -1 where that has none of it. */
function numbersIn(own: Attribute, other: Attribute): readonly number[] {
  if (!isRange(own) && !isRange(other)) return own.values.map(value => other.values.indexOf(value));
  const isSame = isRange(own) && isRange(other) && own.from === other.from && own.to === other.to;
  if (isSame) return Array.from({ length: countLabels(own) }, (_, place) => place);
  const [found, wanted] = [own, other].map(each =>
    isRange(each) ? `from ${each.from} to ${each.to}` : each.values.join(', '),
  );
  throw new Error(`Their ${own.name} is ${found}, that of the training images ${wanted}.`);
}

function classesOf(labels: Uint8Array): ValueAttribute {
  const highest = labels.reduce((most, label) => Math.max(most, label), 0);
  return { name: 'label', values: Array.from({ length: highest + 1 }, (_, value) => String(value)) };
}

function assertLabels(labels: Uint8Array, attributes: readonly Attribute[], count: number): void {
  assertAttributes(attributes);
  if (!(labels instanceof Uint8Array)) {
    throw new TypeError('The labels are not a Uint8Array of the numbers of values.');
  }
  if (labels.length !== count * attributes.length) {
    throw new RangeError(
      `There are ${labels.length} labels, but ${count} images with ${attributes.length} attribute(s) each take ` +
        `${count * attributes.length}.`,
    );
  }
  labels.forEach((label, place) => {
    const attribute = attributes[place % attributes.length]!;
    const values = countLabels(attribute);
    if (label < values) return;
    throw new RangeError(
      `Image ${Math.floor(place / attributes.length)} has the value ${label} of ${attribute.name}, which has ${values} ` +
        'values, counted from 0.',
    );
  });
}
