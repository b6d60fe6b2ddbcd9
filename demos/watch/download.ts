import { make } from './make.ts';

/** Hands a file to the visitor. */
export function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  make('a', { href: url, download: name }).click();
  // Some browsers fetch it a moment after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
