/** What the source of one module says about the world around it, read from its syntax tree. */
import { parseSync } from 'vite';

export interface ModuleSyntax {
  /** Every module it names: loaded, imported as types alone, or imported later on. */
  readonly imports: readonly string[];
  /** Those of them that are loaded together with it. */
  readonly loads: readonly string[];
  /** Uses of `window` and `document`, but for `typeof`, the page's address and a canvas. */
  readonly domUses: readonly string[];
  /** Does it hold anything but imports and exports of names? */
  readonly runs: boolean;
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const NAMES_ONLY = ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration'];

export function readModule(file: string, source: string): ModuleSyntax {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0]!.message}`);
  const imports = new Set<string>();
  const loads = new Set<string>();
  const domUses: string[] = [];

  const visit = (node: Node, parents: readonly Node[]) => {
    const specifier = importedBy(node);
    if (specifier !== null) imports.add(specifier);
    if (specifier !== null && isLoad(node)) loads.add(specifier);
    if (isDomName(node) && !isHarmless(node, parents)) {
      domUses.push(source.slice(Number(parents[0]?.start), Number(parents[0]?.end)));
    }
    for (const child of childrenOf(node)) visit(child, [node, ...parents]);
  };
  const body = program.body as unknown as Node[];
  for (const statement of body) visit(statement, []);
  const runs = body.some(({ type, declaration }) => !NAMES_ONLY.includes(type) || Boolean(declaration));
  return { imports: [...imports], loads: [...loads], domUses, runs };
}

function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((value): value is Node => typeof (value as Node | null)?.type === 'string');
}

function importedBy(node: Node): string | null {
  if (!/^(Import|Export.*|TSImport)(Declaration|Expression|Type)$/.test(node.type)) return null;
  const source = node.source as { value?: unknown } | null | undefined;
  return typeof source?.value === 'string' ? source.value : null;
}

/** `import { type A } from 'a'` still loads `a`, since `verbatimModuleSyntax` keeps the statement. */
function isLoad(node: Node): boolean {
  return NAMES_ONLY.includes(node.type) && node.importKind !== 'type' && node.exportKind !== 'type';
}

function isDomName(node: Node): boolean {
  return node.type === 'Identifier' && (node.name === 'window' || node.name === 'document');
}

function isHarmless(node: Node, [parent, grandparent]: readonly Node[]): boolean {
  if (!parent) return false;
  if (parent.type === 'UnaryExpression' && parent.operator === 'typeof') return true;
  const isOnlyAName = (parent.key === node || parent.property === node) && parent.computed !== true;
  if (isOnlyAName) return true;
  const property = parent.property as Node | undefined;
  if (property?.name === 'baseURI') return true;
  const [argument] = (grandparent?.arguments ?? []) as Node[];
  return property?.name === 'createElement' && argument?.value === 'canvas';
}
