/**
 * Makes `docs/looks/learning.png`: `npm run looks -- learning`. The main demo as it learns, in real time: each of its
 * shows at some moments, and the panel that watches the training.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { build } from 'vite';
import { launchBrowser, openPage } from '../../test/e2e/openPage.ts';
import { serveStatic } from '../../test/e2e/serveStatic.ts';
import { drawContactSheet, type Look } from './sheet.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SHEET = `${ROOT}docs/looks/learning.png`;
/** Steps after which a digit can be read, here and there, and before the network is examined, which takes its time. */
const STEPS = 350;
const SHOWS = ['in training', 'live', 'walk'];
/** Seconds from the choice of a show. */
const MOMENTS = [2, 5, 8, 11];
const SIZES = [
  { name: 'desktop', width: 1440, height: 900 },
  { name: 'phone', width: 390, height: 844 },
];

export async function lookAtLearning(): Promise<void> {
  await build({ root: `${ROOT}demos`, configFile: `${ROOT}vite.config.ts`, logLevel: 'warn' });
  const site = await serveStatic(`${ROOT}dist-demos`);
  const browser = await launchBrowser();
  const rows: Look[][] = [];

  for (const { name, width, height } of SIZES) {
    const { page, close } = await openPage(`${site.url}genesis/?seed=2`, {
      browser,
      viewport: { width, height },
    });
    await trained(page, STEPS);
    const look = async (caption: string): Promise<Look> => ({
      caption: `${name}, ${caption}`,
      picture: await page.screenshot({ timeout: 120_000 }),
    });
    for (const show of SHOWS) {
      await page
        .locator('.lil-controller', { hasText: /^Show/ })
        .locator('select')
        .selectOption(show, { force: true });
      const looks: Look[] = [];
      rows.push(looks);
      const begun = Date.now();
      for (const moment of MOMENTS) {
        await page.waitForTimeout(Math.max(0, begun + moment * 1000 - Date.now()));
        looks.push(await look(`${show}, ${moment} s`));
      }
    }
    await page.locator('#watch').evaluate((panel: HTMLDetailsElement) => {
      panel.open = true;
    });
    await page.getByRole('button', { name: 'Step by step' }).click();
    const turn = page.getByRole('button', { name: /^Let [DG] learn$/ });
    for (let half = 0; half < 2; half++) {
      await turn.click();
      await page.locator('.step-mode button[aria-disabled="false"]').waitFor();
    }
    rows.push([await look('watched')]);
    await close();
    console.log(`${name}: done`);
  }

  writeFileSync(SHEET, await drawContactSheet(browser, rows));
  await browser.close();
  await site.close();
}

/** Resolves when the network in training has come so far. */
async function trained(page: Page, steps: number): Promise<void> {
  await page.waitForFunction(() => window.genesis?.trainer);
  await page.evaluate(
    wanted =>
      new Promise<void>(resolve =>
        window.genesis.trainer!.addEventListener('step', ({ detail }) => detail.step >= wanted && resolve()),
      ),
    steps,
  );
}
