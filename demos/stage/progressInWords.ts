import type { ProgressDetail } from 'genesis-particles/gan';

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 ** 2;

/** What is going on, how much of it: "Loading digits: 1.5 of 9.9 MB", "Loading labels: 12 of 29 kB", "Shaders: 12 of 40". */
export function progressInWords({ loaded, total, unit, what }: ProgressDetail): string {
  if (unit === 'images') return `${what}…`;
  if (unit !== 'bytes') return `${what}${loaded > 0 ? `: ${loaded}${total ? ` of ${total}` : ''}` : ''}`;
  const large = (total ?? loaded) >= MEBIBYTE / 2;
  const amount = (bytes: number) =>
    large ? (bytes / MEBIBYTE).toFixed(1) : String(Math.ceil(bytes / KIBIBYTE));
  const loading = `Loading ${what}`;
  return loaded > 0
    ? `${loading}: ${amount(loaded)}${total ? ` of ${amount(total)}` : ''} ${large ? 'MB' : 'kB'}`
    : loading;
}
