/** Fills a host's folder with its pages: the fixture, the modules that both hosts share and a model to load. */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './packLibrary.ts';
import { readmeLines } from './readmeLines.ts';

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));

/**
 * @param host - `vite` keeps the shared modules as TypeScript in `src/`, `plain` gets them as JavaScript beside its page.
 * @param packages - Where the plain page finds packages: a path or, for another origin, an address.
 */
export async function layOutHost(
  host: 'vite' | 'plain',
  folder: string,
  packages = '/node_modules',
): Promise<void> {
  await cp(join(fixtures, host), folder, { recursive: true });
  const [sources, extension, assets] = host === 'vite' ? ['src', '.ts', 'public'] : ['.', '.js', '.'];
  await mkdir(join(folder, sources), { recursive: true });
  for (const name of ['embed', 'main']) {
    await cp(join(fixtures, `${name}.ts`), join(folder, sources, name + extension));
  }
  const markdown = await readFile(join(root, 'README.md'), 'utf8');
  await writeFile(join(folder, sources, `readme${extension}`), readmeLines(markdown));
  if (host === 'vite')
    await writeFile(join(folder, sources, 'Picture.tsx'), readmeLines(markdown, '<Genesis'));
  await cp(join(root, 'models'), join(folder, assets, 'models'), { recursive: true });

  if (host === 'plain') {
    const page = join(folder, 'index.html');
    await writeFile(page, (await readFile(page, 'utf8')).replaceAll('{{packages}}', packages));
  }
}
