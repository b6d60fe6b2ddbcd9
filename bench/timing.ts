/** How this benchmark compares two things fairly: warm, in turn, and by their medians. */

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Measures something once. */
export type Measure = () => number | Promise<number>;

/**
 * Measures both sides `rounds` times in turn, so that whatever else slows the machine slows both alike, and gives the
 * medians. Who comes first changes from round to round.
 */
export async function compare(
  rounds: number,
  ours: Measure,
  peer: Measure,
): Promise<{ ours: number; peer: number }> {
  const results = { ours: [] as number[], peer: [] as number[] };
  const measureOurs = async () => void results.ours.push(await ours());
  const measurePeer = async () => void results.peer.push(await peer());
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 ? [measurePeer, measureOurs] : [measureOurs, measurePeer];
    for (const measure of order) {
      await measure();
      await wait(0);
    }
  }
  return { ours: median(results.ours), peer: median(results.peer) };
}

/** Lets the page breathe. */
export function wait(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
