/**
 * Which Chromium the tests run in. A pure function of what a machine looks like, so that every branch has a test;
 * `prepare-browser.ts` carries the decision out and asks again with what was tried, until a browser is there or
 * nothing is left to try.
 */

/** The environment variable that names a Chromium or Chrome to use, before anything else. */
export const BROWSER_VARIABLE = 'GENESIS_CHROMIUM';

/** How long Playwright's own download may take before we give up on it. */
export const DOWNLOAD_SECONDS = 60;

/** What the choice depends on. */
export interface Machine {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  /** `ID` and `ID_LIKE` of /etc/os-release, in lower case; empty elsewhere. */
  readonly distributions: readonly string[];
  /** Where Playwright puts the Chromium that it downloads. */
  readonly playwrightExecutable: string;
  isFile(path: string): boolean;
}

/** What happened so far in this run. */
export interface Attempts {
  /** Executables that exist but did not start, such as Ubuntu's stub for a snap that is not there. */
  readonly broken: readonly string[];
  readonly installed: boolean;
  readonly downloaded: boolean;
}

export const NO_ATTEMPTS: Attempts = { broken: [], installed: false, downloaded: false };

export type BrowserChoice =
  | { readonly action: 'use'; readonly executable: string; readonly from: string }
  | { readonly action: 'install'; readonly commands: readonly (readonly string[])[] }
  | { readonly action: 'download'; readonly limitSeconds: number }
  | { readonly action: 'fail'; readonly message: string };

export function chooseBrowser(machine: Machine, attempts: Attempts = NO_ATTEMPTS): BrowserChoice {
  const named = machine.env[BROWSER_VARIABLE];
  if (named) return chooseNamed(named, machine, attempts);

  const usable = (path: string) => machine.isFile(path) && !attempts.broken.includes(path);
  const found = wellKnownPlaces(machine).find(usable);
  if (found) return { action: 'use', executable: found, from: 'found on this machine' };
  if (usable(machine.playwrightExecutable)) {
    return { action: 'use', executable: machine.playwrightExecutable, from: "Playwright's download" };
  }

  const hasApt = machine.platform === 'linux' && machine.distributions.some(id => APT_FAMILY.includes(id));
  if (hasApt && machine.isRoot && !attempts.installed) {
    return { action: 'install', commands: APT_COMMANDS };
  }
  if (!attempts.downloaded) return { action: 'download', limitSeconds: DOWNLOAD_SECONDS };
  return { action: 'fail', message: explainFailure(hasApt, attempts) };
}

const APT_FAMILY = ['debian', 'ubuntu'];

const APT_COMMANDS = [
  ['apt-get', 'update', '-q'],
  ['apt-get', 'install', '-y', '-q', '--no-install-recommends', 'chromium'],
];

/** A path that somebody asked for is used or refused, never quietly replaced by another browser. */
function chooseNamed(named: string, machine: Machine, attempts: Attempts): BrowserChoice {
  const complain = (problem: string): BrowserChoice => ({
    action: 'fail',
    message:
      `${BROWSER_VARIABLE} is set to ${named}, ${problem}. Set it to the executable of a Chromium or Chrome, or ` +
      'unset it to let one be found.',
  });
  if (!machine.isFile(named)) return complain('and no such file exists');
  if (attempts.broken.includes(named)) return complain('which does not start (tried with --version)');
  return { action: 'use', executable: named, from: BROWSER_VARIABLE };
}

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];

/** Everywhere a Chromium-like browser usually is, best first. */
function wellKnownPlaces({ platform, env }: Machine): string[] {
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(isText);
    const programs = [
      'Chromium\\Application\\chrome.exe',
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return programs.flatMap(program => folders.map(folder => `${folder}\\${program}`));
  }
  const folders = (env.PATH ?? '').split(':').filter(isText);
  const onPath = COMMANDS.flatMap(command => folders.map(folder => `${folder}/${command}`));
  if (platform !== 'darwin') return [...onPath, ...LINUX_PLACES];
  const home = env.HOME ? [env.HOME] : [];
  return [...['', ...home].flatMap(root => MAC_PROGRAMS.map(program => `${root}${program}`)), ...onPath];
}

const LINUX_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
];

const MAC_PROGRAMS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

function isText(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

function explainFailure(hasApt: boolean, attempts: Attempts): string {
  return [
    'The browser tests need Chromium or Chrome, and none could be had.',
    ...attempts.broken.map(path => `  ${path} exists but does not start.`),
    ...(attempts.installed ? ["  Installing Debian's package `chromium` did not give one."] : []),
    `  Playwright's own download failed or took longer than ${DOWNLOAD_SECONDS} s.`,
    'Do one of these, then run the command again:',
    ...(hasApt ? ['  apt-get install chromium                    (as root)'] : []),
    '  install Chrome or Chromium in the usual way of this system',
    '  npx playwright install --with-deps chromium (without a time limit)',
    `  ${BROWSER_VARIABLE}=/path/to/chrome npm test    (a browser in an unusual place)`,
  ].join('\n');
}
