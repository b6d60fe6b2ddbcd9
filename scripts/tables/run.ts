/**
 * The article's tables:
 *
 *     npm run table -- NAME            measures it, most of them with PyTorch, into docs/tables/NAME.json; draws NAME.svg
 *     npm run table -- NAME --quick    prints a slice of it, from the weights that ship, in at most a minute
 *     npm run table -- NAME --plot     draws docs/tables/NAME.svg from the JSON that is there
 *
 * Another Python than `python3` is named in GENESIS_PYTHON.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { writeFile } from '../pictures.ts';
import { plotTable } from './plotTable.ts';
import type { Table } from './Table.ts';

const TABLES: Readonly<Record<string, () => Promise<Table>>> = {
  adversarial: async () => (await import('./adversarial.ts')).adversarial,
  augmentation: async () => (await import('./augmentation.ts')).augmentation,
  conditions: async () => (await import('./conditions.ts')).conditions,
  robustness: async () => (await import('./robustness.ts')).robustness,
  text: async () => (await import('./text.ts')).text,
};

const USAGE = `npm run table -- NAME [--quick | --plot], where NAME is one of ${Object.keys(TABLES).join(', ')}`;

function usage(problem: string): never {
  console.error(`${problem}\n${USAGE}`);
  process.exit(2);
}

function parse() {
  try {
    return parseArgs({
      options: { quick: { type: 'boolean' }, plot: { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (error) {
    return usage((error as Error).message);
  }
}

async function measure(name: string, { script, measure }: Table): Promise<void> {
  if (script) return runPython(script);
  writeFile(`docs/tables/${name}.json`, `${JSON.stringify(await measure!(), rounded, 2)}\n`);
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}

function runPython(script: readonly string[]): void {
  const python = process.env.GENESIS_PYTHON ?? 'python3';
  const { status, error } = spawnSync(python, script, { stdio: 'inherit' });
  if (error)
    throw new Error(`${python} could not be started: ${error.message}. Name another in GENESIS_PYTHON.`);
  if (status !== 0) throw new Error(`${python} ${script.join(' ')} ended with ${status}.`);
}

const { values, positionals } = parse();
const [name, ...more] = positionals;
if (name === undefined) usage('Name a table.');
if (more.length > 0) usage(`One table at a time: ${positionals.join(', ')} were named.`);
if (!Object.hasOwn(TABLES, name)) usage(`There is no table ${name}.`);
if (values.quick && values.plot) usage('--quick prints and draws nothing. Give one of --quick and --plot.');
try {
  const table = await TABLES[name]!();
  if (values.quick) await table.quick();
  else {
    if (!values.plot) await measure(name, table);
    plotTable(name, table);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
