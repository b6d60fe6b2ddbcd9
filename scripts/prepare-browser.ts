/** Makes sure that there is a browser to test in, before the tests start, and says which: `npm test` runs this first. */
import { spawnSync } from 'node:child_process';
import { type BrowserChoice, NO_ATTEMPTS } from './browser/chooseBrowser.ts';
import { settle } from './browser/findBrowser.ts';

let { choice, attempts } = settle(NO_ATTEMPTS);
while (choice.action === 'install' || choice.action === 'download') {
  attempts = choice.action === 'install' ? install(choice) : download(choice);
  ({ choice, attempts } = settle(attempts));
}
if (choice.action === 'fail') {
  console.error(choice.message);
  process.exit(1);
}
console.log(`Browser: ${choice.executable} (${choice.from})`);

function install({ commands }: Extract<BrowserChoice, { action: 'install' }>) {
  console.log("Browser: none found, installing Debian's package `chromium`.");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  commands.every(([program, ...words]) => run(program!, words, { env }));
  return { ...attempts, installed: true };
}

function download({ limitSeconds }: Extract<BrowserChoice, { action: 'download' }>) {
  console.log(`Browser: none found, downloading Playwright's (at most ${limitSeconds} s).`);
  run('npx', ['--no-install', 'playwright', 'install', '--no-shell', 'chromium'], {
    timeout: limitSeconds * 1000,
  });
  return { ...attempts, downloaded: true };
}

function run(program: string, words: string[], options: object): boolean {
  const shell = process.platform === 'win32';
  return (
    spawnSync(program, words, { stdio: ['ignore', 'inherit', 'inherit'], shell, ...options }).status === 0
  );
}
