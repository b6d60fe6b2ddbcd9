import type { PixelImage } from 'genesis-particles';

/** How many colours can be seen. */
export function countColours({ data }: PixelImage): number {
  const seen = new Set<number>();
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3]! > 0) seen.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
  }
  return seen.size;
}
