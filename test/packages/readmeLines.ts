/** Code of README.md, so that what newcomers copy is what the tests run. */
import { codeBlocks, isProgram } from '../../scripts/guide/codeBlocks.ts';

/** The first block of code with `mark` in it, as it stands. Throws when there is none. */
export function readmeLines(markdown: string, mark = 'new GenesisParticles('): string {
  const blocks = codeBlocks(markdown).filter(block => isProgram(block) || block.language === 'html');
  const lines = blocks.find(({ code }) => code.includes(mark))?.code;
  if (!lines) throw new Error(`README.md has no block of code with \`${mark}\` in it.`);
  return lines;
}
