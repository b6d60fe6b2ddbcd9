/** Until every browser has begun to save it. */
const MILLISECONDS = 60_000;

/** Gives the visitor a file. */
export function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), MILLISECONDS);
}
