/**
 * GLSL without its comments and its indentation: shaders are read in `src`, and downloaded by everybody who plays. As a
 * program it does that to all modules of a folder: `tsx scripts/shortenShaders.ts dist`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseAst } from 'vite';

const MARK = /\/\* glsl \*\/\s*$/;

/** Shortens the template strings of a module that are marked as `glsl` by a comment before them. */
export function shortenShaders(code: string): string {
  if (!code.includes('/* glsl */')) return code;
  const texts: { start: number; end: number }[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, start, quasis } = node as { type?: string; start: number; quasis: typeof texts };
    if (type === 'TemplateLiteral' && MARK.test(code.slice(0, start))) texts.push(...quasis);
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseAst(code, { lang: 'ts' }));
  let shorter = code;
  for (const { start, end } of texts.sort((a, b) => b.start - a.start)) {
    shorter = shorter.slice(0, start) + shorten(shorter.slice(start, end)) + shorter.slice(end);
  }
  return shorter;
}

/** Line by line: directives end with their line, and source maps stay true. */
const shorten = (glsl: string): string =>
  glsl
    .replace(/[ \t]*\/\/.*/g, '')
    .replace(/^[ \t]+/gm, '')
    .replace(/^(?!#).*$/gm, line =>
      line.replace(/(?<=[\w)\]]) ([+-]) (?=[\w(])/g, '$1').replace(/ ?([=*/<>,;(){}?:&|]) ?/g, '$1'),
    );

if (basename(process.argv[1] ?? '') === 'shortenShaders.ts') {
  const folder = process.argv[2]!;
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.js')) continue;
    const path = join(folder, file);
    const code = readFileSync(path, 'utf8');
    const shorter = shortenShaders(code);
    if (shorter !== code) writeFileSync(path, shorter);
  }
}
