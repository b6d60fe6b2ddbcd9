import { type Attribute, countLabels, encodeConditions } from '../data/Attribute.ts';
import { Random } from '../Random.ts';
import type { SampleRequest } from './SampleRequest.ts';

/** The conditions of a request, one after the other; what is not asked for is drawn from seed + k for place k. */
export function drawConditions(
  { seed = 0, count, labels }: SampleRequest,
  attributes: readonly Attribute[],
): Float32Array {
  const drawn = Array.from({ length: count }, (_, k) =>
    drawLabels(seed + k, attributes).map((free, index) => labels[index] ?? free),
  );
  return encodeConditions(attributes, drawn.flat(1));
}

/** What a seed chooses: for each attribute one of its labels. */
export function drawLabels(seed: number, attributes: readonly Attribute[]): number[] {
  const random = new Random(seed, 'condition');
  return attributes.map(attribute => random.below(countLabels(attribute)));
}
