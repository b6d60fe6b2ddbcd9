const MAX_COUNT = 2048 * 2048;

/** The number of particles that will be made: `count` itself, or the most there can be, with a warning. Throws when it is no number of particles. */
export function checkCount(count: number): number {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(
      `The count is ${count}. It must be a whole number of particles from 1 to ${MAX_COUNT.toLocaleString('en')}.`,
    );
  }
  if (count > MAX_COUNT) {
    console.warn(`A count of ${count} is more than ${MAX_COUNT} particles; ${MAX_COUNT} are made.`);
    return MAX_COUNT;
  }
  return count;
}
