import { Random } from '../Random.ts';
import type { SampleRequest } from './SampleRequest.ts';

/** The latent vectors of a request, one after the other: that of seed + k at place k. */
export function drawLatents(
  { seed = 0, latent, count, truncation }: SampleRequest,
  latentSize: number,
): Float32Array {
  const latents = new Float32Array(count * latentSize);
  for (let k = 0; k < count; k++) {
    latents.set(latent ?? new Random(seed + k, 'latent vector').normals(latentSize), k * latentSize);
  }
  return truncation === 1 ? latents : latents.map(value => value * truncation);
}
