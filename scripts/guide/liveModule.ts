/** A block of code of the guide as a module that its page runs. */

/** What a live block may take for granted: `demos/guide/Example.ts` gives it, `docs/guide/given.d.ts` says what it is. */
const NAMES = ['renderer', 'scene', 'camera', 'swarm', 'image', 'generator'] as const;

/** The block as it stands, in a function that can be called again and again; its imports stay outside. */
export function liveModule(code: string): string {
  const imports = /^import\b[^;]*;$/gms;
  const body = code.replace(imports, '');
  const used = NAMES.filter(
    name => new RegExp(`(?<![.\\w])${name}\\b`).test(body) && !new RegExp(`\\bconst ${name}\\b`).test(body),
  );
  return [
    ...(code.match(imports) ?? []),
    `export const uses = ${JSON.stringify(used)};`,
    `export async function run({ ${used.join(', ')} }) {`,
    body,
    '}',
  ].join('\n');
}
