import { expect, test } from 'vitest';
import {
  type Attempts,
  BROWSER_VARIABLE,
  chooseBrowser,
  DOWNLOAD_SECONDS,
  type Machine,
  NO_ATTEMPTS,
} from '../../../scripts/browser/chooseBrowser.ts';

/** A machine with nothing on it but the given files. */
function machine(changes: Partial<Machine> = {}, files: string[] = []): Machine {
  return {
    platform: 'linux',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    isRoot: false,
    distributions: [],
    playwrightExecutable: '/home/me/.cache/ms-playwright/chromium/chrome',
    isFile: path => files.includes(path),
    ...changes,
  };
}

const tried = (changes: Partial<Attempts>): Attempts => ({ ...NO_ATTEMPTS, ...changes });
const debianRoot = { isRoot: true, distributions: ['debian'] };

test('the environment variable wins over an installed browser', () => {
  const env = { PATH: '/usr/bin', [BROWSER_VARIABLE]: '/opt/mine/chrome' };
  const choice = chooseBrowser(machine({ env }, ['/opt/mine/chrome', '/usr/bin/chromium']));
  expect(choice).toEqual({ action: 'use', executable: '/opt/mine/chrome', from: BROWSER_VARIABLE });
});

test('an environment variable that names a missing file is an error, not a search', () => {
  const env = { PATH: '/usr/bin', [BROWSER_VARIABLE]: '/opt/gone/chrome' };
  const choice = chooseBrowser(machine({ env, ...debianRoot }, ['/usr/bin/chromium']));
  expect(choice).toMatchObject({ action: 'fail' });
  expect(choice).toHaveProperty(
    'message',
    expect.stringMatching(/GENESIS_CHROMIUM.*\/opt\/gone\/chrome.*no such file/),
  );
});

test('an environment variable that names something that does not start is an error', () => {
  const env = { [BROWSER_VARIABLE]: '/bin/fake' };
  const choice = chooseBrowser(machine({ env }, ['/bin/fake']), tried({ broken: ['/bin/fake'] }));
  expect(choice).toHaveProperty('message', expect.stringContaining('does not start'));
});

test('an empty environment variable counts as unset', () => {
  const env = { PATH: '/usr/bin', [BROWSER_VARIABLE]: '' };
  expect(chooseBrowser(machine({ env }, ['/usr/bin/chromium']))).toHaveProperty(
    'executable',
    '/usr/bin/chromium',
  );
});

test.each([
  ['on the PATH', { env: { PATH: '/a:/b' } }, '/b/google-chrome'],
  ['in a usual place of Linux', { env: {} }, '/opt/google/chrome/chrome'],
  [
    'among the applications of a Mac',
    { platform: 'darwin', env: {} },
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  [
    "in a Mac user's own applications",
    { platform: 'darwin', env: { HOME: '/Users/me' } },
    '/Users/me/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  [
    'among the programs of Windows',
    { platform: 'win32', env: { PROGRAMFILES: 'C:\\Program Files' } },
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
  [
    "in a Windows user's own programs",
    { platform: 'win32', env: { LOCALAPPDATA: 'C:\\Local' } },
    'C:\\Local\\Chromium\\Application\\chrome.exe',
  ],
])('an existing browser is used: %s', (_where, changes, executable) => {
  expect(chooseBrowser(machine(changes, [executable]))).toMatchObject({ action: 'use', executable });
});

test('Chromium goes before Chrome, whatever the order of the PATH', () => {
  const files = ['/usr/local/bin/google-chrome', '/usr/bin/chromium'];
  expect(chooseBrowser(machine({}, files))).toHaveProperty('executable', '/usr/bin/chromium');
});

test('an executable that does not start is passed over', () => {
  const files = ['/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const choice = chooseBrowser(machine({}, files), tried({ broken: ['/usr/bin/chromium-browser'] }));
  expect(choice).toHaveProperty('executable', '/usr/bin/google-chrome');
});

test("Playwright's earlier download is used before anything is installed", () => {
  const it = machine(debianRoot);
  const withDownload = { ...it, isFile: (path: string) => path === it.playwrightExecutable };
  expect(chooseBrowser(withDownload)).toMatchObject({ action: 'use', executable: it.playwrightExecutable });
});

test.each([['debian'], ['ubuntu']])('%s as root installs the package chromium', distribution => {
  const choice = chooseBrowser(machine({ isRoot: true, distributions: ['other', distribution] }));
  expect(choice).toMatchObject({ action: 'install' });
  expect(JSON.stringify(choice)).toMatch(/apt-get.*install.*chromium/);
});

test.each([
  ['Debian without root', { distributions: ['debian'] }],
  ['another Linux as root', { isRoot: true, distributions: ['fedora'] }],
  ['a Mac as root', { isRoot: true, platform: 'darwin' }],
  ['Windows', { platform: 'win32', env: {} }],
])("%s tries Playwright's download, with a limit", (_name, changes) => {
  expect(chooseBrowser(machine(changes))).toEqual({ action: 'download', limitSeconds: DOWNLOAD_SECONDS });
  expect(DOWNLOAD_SECONDS).toBe(60);
});

test('an installation that gave no browser is followed by the download', () => {
  expect(chooseBrowser(machine(debianRoot), tried({ installed: true }))).toMatchObject({
    action: 'download',
  });
});

test('where all fails, the error names each thing that can be done', () => {
  const attempts = tried({ broken: ['/snap/bin/chromium'], installed: true, downloaded: true });
  const choice = chooseBrowser(machine(debianRoot, ['/snap/bin/chromium']), attempts);
  if (choice.action !== 'fail') throw new Error(`It chose to ${choice.action}.`);
  for (const part of [
    '/snap/bin/chromium',
    'apt-get install chromium',
    'playwright install',
    BROWSER_VARIABLE,
  ]) {
    expect(choice.message).toContain(part);
  }
});

test('apt is not advised where there is none', () => {
  const choice = chooseBrowser(machine({ platform: 'darwin' }), tried({ downloaded: true }));
  expect(choice).toMatchObject({ action: 'fail', message: expect.not.stringContaining('apt-get') });
});
