/** The browser that tests, benchmarks and contact sheets run in, and how it is started: in one place for all of them. */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { chromium, type LaunchOptions } from 'playwright';
import {
  type Attempts,
  type BrowserChoice,
  chooseBrowser,
  type Machine,
  NO_ATTEMPTS,
} from './chooseBrowser.ts';

/** The path of a Chromium that starts. Installs nothing: without one, the error says what to do. */
export function findBrowser(): string {
  known ??= settle(NO_ATTEMPTS).choice;
  if (known.action === 'use') return known.executable;
  if (known.action === 'fail') throw new Error(known.message);
  throw new Error(
    'There is no Chromium here yet. `npx tsx scripts/prepare-browser.ts` finds or installs one.',
  );
}

let known: BrowserChoice | undefined;

/**
 * How Playwright is to start it. Without a GPU WebGL runs on SwiftShader, which Chromium no longer falls back to by
 * itself; the browser's own traffic is switched off, for quiet and repeatable tests.
 *
 * @param hardware - Leaves the choice of the GPU to the browser, for benchmarks on machines that have one.
 */
export function launchOptions({ hardware = false } = {}): LaunchOptions {
  return {
    executablePath: findBrowser(),
    headless: true,
    args: [
      ...(isRoot() ? ['--no-sandbox'] : []),
      ...(hardware ? ['--enable-gpu', '--ignore-gpu-blocklist'] : SOFTWARE_GRAPHICS),
      ...QUIET,
    ],
  };
}

const SOFTWARE_GRAPHICS = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Asks `chooseBrowser` until it names a browser that starts, or something else to do. */
export function settle(attempts: Attempts): { choice: BrowserChoice; attempts: Attempts } {
  const choice = chooseBrowser(thisMachine(), attempts);
  if (choice.action !== 'use' || starts(choice.executable)) return { choice, attempts };
  return attempts.broken.includes(choice.executable)
    ? { choice, attempts }
    : settle({ ...attempts, broken: [...attempts.broken, choice.executable] });
}

/** On Windows `chrome.exe --version` opens a window instead of answering, so there a file is taken at its word. */
function starts(executable: string): boolean {
  if (process.platform === 'win32') return true;
  return spawnSync(executable, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    isRoot: isRoot(),
    distributions: distributions(),
    playwrightExecutable: chromium.executablePath(),
    isFile: path => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
  };
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function distributions(): string[] {
  try {
    const lines = readFileSync('/etc/os-release', 'utf8').matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm);
    return [...lines].flatMap(([, names]) => names!.toLowerCase().split(/\s+/));
  } catch {
    return [];
  }
}
