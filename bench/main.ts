/**
 * The benchmark as a page: open it in any browser, wait, and read the table, or the same as JSON below it.
 * `?groups=simulate,train` measures these groups only.
 */
import { describeEnvironment } from './environment.ts';
import type { GroupName } from './groups.ts';
import { type Measurement, type Row, toRow } from './Row.ts';

declare global {
  interface Window {
    /** All rows, when they are measured. */
    bench: Promise<readonly Row[]>;
  }
}

/** Loaded only when measured, so that no group runs beside what another one has brought along. */
const GROUPS: Readonly<Record<GroupName, () => Promise<Measurement[]>>> = {
  simulate: async () => (await import('./rows/simulate.ts')).measureSimulation(),
  update: async () => (await import('./rows/update.ts')).measureUpdates(),
  draw: async () => (await import('./rows/draw.ts')).measureDrawing(),
  memory: async () => (await import('./rows/memory.ts')).measureMemory(),
  pool: async () => (await import('./rows/pool.ts')).measurePool(),
  layout: async () => (await import('./rows/layout.ts')).measureLayouts(),
  fidelity: async () => (await import('./rows/fidelity.ts')).measureFidelity(),
  follow: async () => (await import('./rows/follow.ts')).measureFollowing(),
  train: async () => (await import('./rows/train.ts')).measureTraining(),
  mainThread: async () => (await import('./rows/mainThread.ts')).measureMainThread(),
  frames: async () => (await import('./rows/frames.ts')).measureFrames(),
  opening: async () => (await import('./rows/opening.ts')).measureOpening(),
};

const element = (id: string) => document.getElementById(id) as HTMLElement;

async function run(): Promise<readonly Row[]> {
  const environment = describeEnvironment();
  element('environment').textContent = environment;
  const wanted = new URLSearchParams(location.search).get('groups')?.split(',') ?? Object.keys(GROUPS);
  const rows: Row[] = [];
  for (const name of wanted) {
    element('status').textContent = `Measuring ${name}…`;
    for (const measurement of await GROUPS[name as GroupName]()) {
      rows.push(toRow(measurement, environment));
      addToTable(rows.at(-1)!);
    }
    element('json').textContent = JSON.stringify(rows, null, 2);
  }
  element('status').textContent = 'Done.';
  return rows;
}

function addToTable({ id, what, ours, peer, ratio, unit, peerName }: Row): void {
  const line = document.createElement('tr');
  for (const text of [id, show(ours), show(peer), show(ratio), unit, what, peerName ?? '–']) {
    line.insertCell().textContent = text;
  }
  element('rows').append(line);
}

function show(value: number | null): string {
  return value === null ? '–' : value.toPrecision(3);
}

window.bench = run();
window.bench.catch((error: Error) => {
  element('status').textContent = error.message;
});
