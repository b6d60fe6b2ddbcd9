import { expect, test } from 'vitest';
import { readmeLines } from './readmeLines.ts';

const block = (language: string, code: string) => `\`\`\`${language}\n${code}\`\`\`\n`;

test('the first block that embeds the particles is taken, as it stands', () => {
  const code =
    "import { GenesisParticles } from 'genesis-particles';\nconst swarm = new GenesisParticles({ renderer });\n";
  const markdown = `# Title\n${block('sh', 'npm start\n')}text\n${block('ts', code)}${block('js', `${code}// two\n`)}`;
  expect(readmeLines(markdown)).toBe(code);
});

test('a block is found by what is in it', () => {
  const [first, second] = ['new GenesisParticles(1)\n', '<Genesis />\n'];
  const markdown = block('js', first) + block('sh', '<Genesis />\n# not this\n') + block('tsx', second);
  expect(readmeLines(markdown)).toBe(first);
  expect(readmeLines(markdown, '<Genesis')).toBe(second);
});

test('a README without such a block is an error', () => {
  expect(() => readmeLines(block('sh', 'new GenesisParticles(\n'))).toThrow('README.md has no');
});
