/**
 * Makes the pictures of the running main demo in `docs/looks/`: `npm run looks -- demo`. The page's clock is stopped and advanced
 * by hand, so the moments are exact however slow the machine draws; seeds are fixed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { build } from 'vite';
import { launchBrowser, openPage } from '../../test/e2e/openPage.ts';
import { serveStatic } from '../../test/e2e/serveStatic.ts';
import { installClock, stopClock, advance as tick } from './clock.ts';
import { drawContactSheet, type Look } from './sheet.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LOOKS = `${ROOT}docs/looks/`;
const SEED = 2;
/** Milliseconds a frame: long, because software GL takes its time; the simulation steps are the same. */
const FRAME = 125;
/** Between the pictures the page is this small, for the same reason. */
const SMALL = { width: 160, height: 100 };

/** Milliseconds since the swarm set out. */
const MOMENTS = [300, 800, 1100, 1600];
const SIZES = [
  { name: 'desktop', width: 1440, height: 900, count: 65_536, quality: 'glow' },
  { name: 'desktop without a GPU', width: 1440, height: 900, count: 12_288, quality: 'plain' },
  { name: 'phone', width: 390, height: 844, count: 32_768, quality: 'glow' },
  { name: 'thumbnail', width: 96, height: 96, count: 16_384, quality: 'glow' },
];

const advance = (page: Page, milliseconds: number): Promise<void> => tick(page, milliseconds, FRAME);

/** The canvas follows the page's size in a task of its own; a picture taken before would be empty. */
async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  while ((await page.evaluate(() => document.querySelector('canvas')?.width)) !== size.width) {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

async function until(page: Page, state: string): Promise<void> {
  for (let frame = 0; frame < 400; frame++) {
    if ((await page.evaluate(() => window.genesis?.swarm.state)) === state) return;
    await advance(page, FRAME);
  }
  throw new Error(`The swarm never was "${state}".`);
}

export async function lookAtDemo(): Promise<void> {
  mkdirSync(LOOKS, { recursive: true });
  await build({ root: `${ROOT}demos`, configFile: `${ROOT}vite.config.ts`, logLevel: 'warn' });
  const site = await serveStatic(`${ROOT}dist-demos`);
  const browser = await launchBrowser();
  const rows: Look[][] = [];

  for (const { name, width, height, count, quality } of SIZES) {
    const url = `${site.url}genesis/?seed=${SEED}&count=${count}&quality=${quality}`;
    const { page, close } = await openPage(url, {
      browser,
      viewport: SMALL,
      prepare: async page => {
        await installClock(page);
        // The opening image alone: the training data never comes.
        await page.route('**/data/**', () => {});
        await page.addInitScript(() =>
          addEventListener('DOMContentLoaded', () => document.body.classList.add('bare')),
        );
      },
    });
    await stopClock(page);
    const looks: Look[] = [];
    rows.push(looks);
    const look = async (caption: string): Promise<Buffer> => {
      await resize(page, { width, height });
      await advance(page, 34);
      const picture = await page.screenshot({ timeout: 120_000 });
      await resize(page, SMALL);
      looks.push({ caption: `${name}, ${caption}`, picture });
      return picture;
    };
    await until(page, 'forming');
    let at = 0;
    for (const moment of MOMENTS) {
      await advance(page, moment - at);
      at = moment;
      const picture = await look(`${moment / 1000} s`);
      if (name === 'desktop' && moment === 1100) writeFileSync(`${LOOKS}in-flight.png`, picture);
    }
    await until(page, 'formed');
    await advance(page, 600);
    const formed = await look('formed');
    if (name === 'desktop') {
      writeFileSync(`${LOOKS}formed.png`, formed);
    }
    await page.evaluate(() => void window.genesis.swarm.dissolve({ style: 'burst' }));
    await advance(page, 500);
    await look('dissolving');
    await close();
    console.log(`${name}: done`);
  }

  writeFileSync(`${LOOKS}genesis.png`, await drawContactSheet(browser, rows));
  await browser.close();
  await site.close();
}
