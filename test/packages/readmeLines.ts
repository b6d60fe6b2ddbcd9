/** Code of README.md, so that what newcomers copy is what the tests run. */

/** The first block of code with `mark` in it, as it stands. Throws when there is none. */
export function readmeLines(markdown: string, mark = 'new GenesisParticles('): string {
  const blocks = [...markdown.matchAll(/^```(?:[jt]sx?|typescript|javascript|html)\b[^\n]*\n(.*?)^```$/gms)];
  const lines = blocks.map(([, code]) => code!).find(code => code.includes(mark));
  if (!lines) throw new Error(`README.md has no block of code with \`${mark}\` in it.`);
  return lines;
}
