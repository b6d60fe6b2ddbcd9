/** Where the documents of the guide are, and where links in them lead: somewhere on GitHub as well as on the site. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const GUIDE: string = fileURLToPath(new URL('../../docs/guide/', import.meta.url));

/** The table of contents, which GitHub shows beside the files. */
export const CONTENTS = 'README.md';

/** Where a document is on the site: `guide/`, `guide/forces/`. */
export const placeOf = (file: string): string =>
  file === CONTENTS ? 'guide/' : `guide/${file.replace(/\.md$/, '')}/`;

/**
 * A link in a document, for its page: to another document (`forces.md#wind`), to a demo (`../../demos/swarm/`) or to
 * anywhere else in the web. @throws Error where it leads nowhere.
 */
export function linkOf(href: string, file: string): string {
  if (/^(https:|#)/.test(href)) return href;
  const [path = '', fragment] = href.split('#');
  const toRoot = placeOf(file).replaceAll(/[^/]+/g, '..');
  const demo = /^\.\.\/\.\.\/demos\/(.*)$/.exec(path)?.[1];
  const known = demo !== undefined || /^[\w-]+\.md$/.test(path);
  if (!known || !existsSync(join(GUIDE, path))) {
    throw new Error(`docs/guide/${file} links to ${href}, which is no document of the guide and no demo.`);
  }
  return `${toRoot}${demo ?? placeOf(path)}${fragment ? `#${fragment}` : ''}`;
}
