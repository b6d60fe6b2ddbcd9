/** The built demos, served from a sub-path while the tests of a file run, and a browser to visit them in. */
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser, type OpenedPage, type OpenPageOptions, openPage } from './openPage.ts';
import { type StaticSite, serveStatic } from './serveStatic.ts';

let browser: Browser;
let site: StaticSite;

beforeAll(async () => {
  site = await serveStatic(fileURLToPath(new URL('../../dist-demos', import.meta.url)), {
    base: '/some/where/',
  });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Opens a page of the demos: `genesis/?count=2048`. */
export const visit = (address: string, options: Omit<OpenPageOptions, 'browser'> = {}): Promise<OpenedPage> =>
  openPage(site.url + address, { browser, ...options });
