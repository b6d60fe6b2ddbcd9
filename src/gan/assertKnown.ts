/** @throws TypeError unless `options` is an object of no other names than these: a name misspelt would be an option ignored. */
export function assertKnown(what: string, options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`${what} was given ${inWords(options)}. Give an object of ${known.join(', ')}.`);
  }
  const unknown = Object.keys(options).filter(name => !known.includes(name));
  if (unknown.length === 0) return;
  throw new TypeError(`${what} has no option ${unknown.join(', ')}. Known are ${known.join(', ')}.`);
}

/** How a value that was given stands in a message: strings in quotes, all else by what it is. */
export function inWords(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'object' && value !== null) return value.constructor?.name ?? 'an object';
  return String(value);
}
