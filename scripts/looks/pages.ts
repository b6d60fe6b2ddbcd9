/**
 * Makes the contact sheets of all pages, `docs/looks/pages-*.png`, and the gallery's pictures of them: `npm run looks --
 * pages [names]`. In real time, as a visitor sees them; what moves is caught at moments after it has begun to stand.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { build } from 'vite';
import { launchBrowser, openPage } from '../../test/e2e/openPage.ts';
import { serveStatic } from '../../test/e2e/serveStatic.ts';
import { findPages } from '../demos/pages.ts';
import { drawContactSheet, type Look } from './sheet.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LOOKS = `${ROOT}docs/looks/`;
const PICTURES = `${ROOT}demos/public/pictures/`;
/** Software GL draws so many of them in time. */
const COUNT = 8192;
/** Seconds after something stands. */
const MOMENTS = [0.5, 4];
const SIZES = [
  { name: 'desktop', width: 1440, height: 900 },
  { name: 'phone', width: 390, height: 844 },
];
const GROUNDS = ['dark', 'light'] as const;
const PICTURE = { width: 960, height: 600, count: 32_768 };
/** What is left out of a picture: all words, unless they are what is shown. */
const WORDS = {
  walk: '.title, .status, .chips, .numbers, .keys',
  embed: '.title, .status, .keys',
  invert: '.title, .status, .chips, .tools, .numbers, .keys',
} as Record<string, string>;

/** What a page is asked for, to show what it is about. */
const ASKED: Readonly<Record<string, string>> = {
  attack: '&change=0.15',
  conditions: '&thickness=3&slant=28',
  robustness: '&noise=0.45',
};

/** Whose swarm follows something that moves all the time, and never says that it stands. */
const RESTLESS = ['robustness'];

/** @param names of the pages; all of them if there are none. */
export async function lookAtPages(names: readonly string[]): Promise<void> {
  await build({ root: `${ROOT}demos`, configFile: `${ROOT}vite.config.ts`, logLevel: 'warn' });
  const site = await serveStatic(`${ROOT}dist-demos`);
  const browser = await launchBrowser();
  // The arena has a sheet of its own, for it has to be played: arena.ts.
  const all = Object.keys(findPages(`${ROOT}demos`)).filter(name => name !== 'arena');
  const pages = names.length > 0 ? names : all;
  for (const name of pages) {
    const rows: Look[][] = [];
    for (const colorScheme of GROUNDS) {
      const looks: Look[] = [];
      rows.push(looks);
      for (const { name: size, width, height } of SIZES) {
        const address =
          name === 'gallery' ? site.url : `${site.url}${name}/?count=${COUNT}${ASKED[name] ?? ''}`;
        const { page, close } = await openPage(address, {
          browser,
          viewport: { width, height },
          colorScheme,
        });
        await standing(page, name);
        for (const moment of name === 'gallery' ? [0] : MOMENTS) {
          await page.waitForTimeout(moment * 1000);
          const picture = await page.screenshot({ timeout: 120_000, fullPage: name === 'gallery' });
          looks.push({ caption: `${size}, ${colorScheme}, ${moment} s`, picture });
        }
        await close();
      }
    }
    writeFileSync(`${LOOKS}pages-${name}.png`, await drawContactSheet(browser, rows));
    if (name !== 'gallery') await takePicture(browser, site.url, name);
    console.log(`${name}: done`);
  }
  await browser.close();
  await site.close();
}

/** A page's picture for the gallery: with glow, and without what is only there to be used. */
async function takePicture(browser: Browser, url: string, name: string): Promise<void> {
  const { width, height, count } = PICTURE;
  const { page, close } = await openPage(`${url}${name}/?count=${count}&quality=glow${ASKED[name] ?? ''}`, {
    browser,
    viewport: { width, height },
    // Nothing but the opening image.
    prepare: async page => {
      await page.route(/\/data\/(mnist\/train|portraits)/, () => {});
    },
  });
  await standing(page, name);
  await page.addStyleTag({
    content: `${WORDS[name] ?? '.title, .readout, .ask'}, .lil-root, .watch { visibility: hidden }`,
  });
  // It has settled, and has not gone on to the next.
  await page.waitForTimeout(800);
  const picture = await page.screenshot({ type: 'jpeg', quality: 88, timeout: 120_000 });
  writeFileSync(`${PICTURES}${name}.jpg`, picture);
  await close();
}

async function standing(page: Page, name: string): Promise<void> {
  if (name === 'gallery') {
    await page.waitForLoadState('networkidle');
    // Those further down, too.
    await page.evaluate(() =>
      Promise.all(
        [...document.images].map(picture => {
          picture.loading = 'eager';
          return picture.decode();
        }),
      ),
    );
    return;
  }
  const isRestless = RESTLESS.includes(name);
  await page.waitForFunction(
    isRestless => window.genesis?.shown && (isRestless || window.genesis.swarm.state === 'formed'),
    isRestless,
    { timeout: 120_000 },
  );
  if (isRestless) await page.waitForTimeout(6000);
}
