/** Compiles the programs in Markdown documents against the library's sources, as strictly as the library itself. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { codeBlocks, isProgram } from '../../../scripts/guide/codeBlocks.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const TSC = join(ROOT, 'node_modules/@typescript/native/bin/tsc');
const GIVEN = join(ROOT, 'docs/guide/given.d.ts');

/**
 * Each block is a module of its own, which may use the names of `docs/guide/given.d.ts`.
 *
 * @param documents relative to the repository.
 * @returns what the compiler complains about: `README.md:57: …`
 */
export async function compileBlocks(documents: readonly string[], folder = 'blocks'): Promise<string[]> {
  const place = join(ROOT, 'node_modules/.cache/genesis', folder);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  for (const document of documents) {
    for (const block of codeBlocks(readFileSync(join(ROOT, document), 'utf8')).filter(isProgram)) {
      const name = `${document.replaceAll('/', '~')}@${block.line}.${block.language.endsWith('x') ? 'tsx' : 'ts'}`;
      // On the lines that it has in the document, so that the compiler names these.
      writeFileSync(join(place, name), '\n'.repeat(block.line - 1) + block.code);
    }
  }
  const options = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: {
      types: [],
      moduleDetection: 'force',
      noUnusedLocals: false,
      noUnusedParameters: false,
    },
    include: ['*.ts', '*.tsx', GIVEN],
    exclude: [],
  };
  writeFileSync(join(place, 'tsconfig.json'), JSON.stringify(options));
  const said = await promisify(execFile)(process.execPath, [TSC, '-p', place, '--pretty', 'false'], {
    cwd: place,
  }).then(
    () => '',
    (error: { stdout?: string; message: string }) => error.stdout || error.message,
  );
  return said
    .split('\n')
    .filter(line => line.trim())
    .map(line =>
      line.replace(/^(.+)@\d+\.tsx?\((\d+),\d+\)/, (_, file, at) => `${file.replaceAll('~', '/')}:${at}`),
    );
}
