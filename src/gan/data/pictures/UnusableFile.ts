/** Files that cannot be learned from are named and skipped; the others are learned. */

/** Why a file cannot be used, in a few words that fit into brackets after its name. */
export class UnusableFile extends Error {}

export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

const MOST_NAMED = 5;
const LONGEST_PATH = 60;

/** As in `a.txt (no picture), b.png (damaged) and 7 more`. */
export function nameSkipped(skipped: readonly SkippedFile[]): string {
  const named = skipped.slice(0, MOST_NAMED).map(({ path, reason }) => `${short(path)} (${reason})`);
  const more = skipped.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** The end of a path says more than its beginning. */
function short(path: string): string {
  return path.length > LONGEST_PATH ? `…${path.slice(1 - LONGEST_PATH)}` : path;
}
