/** Moves labels apart so that each has its `gap`, as little as needed, inside of 0 to `height`; keeps their order. */
export function spread(places: readonly number[], gap: number, height: number): number[] {
  const order = places.map((_, index) => index).sort((a, b) => places[a]! - places[b]!);
  const spread = places.slice();
  let free = gap / 2;
  for (const index of order) {
    spread[index] = Math.max(places[index]!, free);
    free = spread[index]! + gap;
  }
  free = height - gap / 2;
  for (const index of order.reverse()) {
    spread[index] = Math.min(spread[index]!, free);
    free = spread[index]! - gap;
  }
  return spread;
}
