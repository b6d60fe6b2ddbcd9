import { type Attribute, encodeConditions } from '../data/Attribute.ts';
import { Random } from '../Random.ts';
import type { SampleRequest } from './SampleRequest.ts';

/** The conditions of a request, one after the other; what is not asked for is drawn from seed + k for place k. */
export function drawConditions(
  { seed = 0, count, labels }: SampleRequest,
  attributes: readonly Attribute[],
): Float32Array {
  const drawn = Array.from({ length: count }, (_, k) => {
    const random = new Random(seed + k, 'condition');
    return attributes.map(({ values }, index) => {
      const free = random.below(values.length);
      return labels[index] ?? free;
    });
  });
  return encodeConditions(attributes, drawn.flat());
}
