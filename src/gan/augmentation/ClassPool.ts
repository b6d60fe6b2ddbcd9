import { isRange } from '../data/Attribute.ts';
import { BatchOrder } from '../data/BatchOrder.ts';
import type { ImageDataset } from '../data/ImageDataset.ts';
import type { Random } from '../Random.ts';

/** The images of one class, by their indices in the data set. */
export class ClassPool {
  readonly label: string;
  readonly #indices: readonly number[];
  readonly #order: BatchOrder;

  /** @param indices at least one */
  constructor(label: string, indices: readonly number[], seed: number) {
    this.label = label;
    this.#indices = indices;
    this.#order = new BatchOrder(indices.length, seed);
  }

  /** The next one, each once in every pass over them, in an order that is shuffled anew. */
  next(): number {
    return this.#indices[this.#order.next(1)[0]!]!;
  }

  /** Any one. */
  draw(random: Random): number {
    return this.#indices[random.below(this.#indices.length)]!;
  }
}

/** One pool for each label that an image has. @throws TypeError unless the images have one label each */
export function poolsOf(dataset: ImageDataset, seed: number): ClassPool[] {
  const [attribute, ...more] = dataset.attributes ?? [];
  if (!attribute) {
    throw new TypeError(
      'The images have no labels. Give labels with them, or put them into folders named by class.',
    );
  }
  if (more.length > 0) {
    throw new TypeError(
      `The images have ${1 + more.length} attributes. augmentDataset balances classes: give images with one label each.`,
    );
  }
  if (isRange(attribute)) {
    throw new TypeError(
      `The images' ${attribute.name} is a number in a range. augmentDataset balances classes: give images with one label each.`,
    );
  }
  const indices = attribute.values.map((): number[] => []);
  dataset
    .gatherLabels(Uint32Array.from({ length: dataset.count }, (_, index) => index))
    .forEach((label, index) => {
      indices[label]!.push(index);
    });
  return attribute.values
    .map((label, value) => [label, indices[value]!] as const)
    .filter(([, mine]) => mine.length > 0)
    .map(([label, mine]) => new ClassPool(label, mine, seed));
}
