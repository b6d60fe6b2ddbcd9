/** The embedding lines of README.md, so that what newcomers copy is what the tests run. */

/** The first block of code that embeds the particles, as it stands. Throws when there is none. */
export function readmeLines(markdown: string): string {
  const blocks = [...markdown.matchAll(/^```(?:ts|js|typescript|javascript)\b[^\n]*\n(.*?)^```$/gms)];
  const lines = blocks.map(([, code]) => code!).find(code => code.includes('new GenesisParticles('));
  if (!lines) throw new Error('README.md has no ts or js block with `new GenesisParticles(…)` in it.');
  return lines;
}
