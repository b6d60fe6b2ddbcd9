/**
 * Makes one contact sheet for each preset in `docs/looks/`: `npm run looks -- presets [ember frost …]`. Time is advanced
 * by hand, so the moments are exact however slow the machine draws; seeds are fixed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { createServer } from 'vite';
import { presets } from '../../src/scene/presets/index.ts';
import { launchBrowser } from '../../test/e2e/openPage.ts';
import type { Looks } from './page.ts';
import { drawContactSheet, type Look } from './sheet.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const LOOKS = here('../../docs/looks/');
const COUNT = 65_536;

declare global {
  interface Window {
    looks: Looks;
  }
}

const SCENES = [
  { name: 'stage', query: '&stage' },
  { name: 'plain', query: '' },
];
const SIZES = [
  { width: 1440, height: 900, moments: [0.3, 0.8, 1.6] },
  { width: 390, height: 844, moments: [] },
  { width: 96, height: 96, moments: [] },
];
const PICTURES = ['digit', 'portrait', 'photograph'] as const;
/** Seconds after which every preset stands, and after which a dissolving is in its middle. */
const [STANDING, DISSOLVING] = [5, 0.6];

export async function lookAtPresets(names: readonly string[]): Promise<void> {
  mkdirSync(LOOKS, { recursive: true });
  const server = await createServer({ configFile: here('../../bench/vite.config.ts') });
  await server.listen();
  const browser = await launchBrowser();
  for (const name of names.length > 0 ? names : Object.keys(presets)) {
    const url = `${server.resolvedUrls!.local[0]}looks/page.html?preset=${name}&count=${COUNT}`;
    const looks = await lookAt(browser, url);
    const columns = SIZES[0]!.moments.length + 2 + 2;
    writeFileSync(`${LOOKS}${name}.png`, await drawContactSheet(browser, looks, columns));
    console.log(`${name}: done`);
  }
  await browser.close();
  await server.close();
}

/** A row for each picture and scene: its moments at full size, then standing on a phone and as a thumbnail. */
async function lookAt(browser: Browser, url: string): Promise<Look[]> {
  const looks: Look[] = [];
  for (const { name: scene, query } of SCENES) {
    const rows = PICTURES.map((): Look[] => []);
    for (const { width, height, moments } of SIZES) {
      const page = await browser.newPage({ viewport: { width, height } });
      page.on('pageerror', error => console.error(error));
      await page.goto(url + query);
      await page.waitForFunction(() => 'looks' in window);
      for (const [index, picture] of PICTURES.entries()) {
        const shoot = async (moment: string) =>
          rows[index]!.push({
            caption: `${scene}, ${picture}, ${width} × ${height}, ${moment}`,
            picture: await shot(page),
          });
        await page.evaluate(name => window.looks.form(name), picture);
        let at = 0;
        for (const moment of moments) {
          await page.evaluate(seconds => window.looks.advance(seconds), moment - at);
          at = moment;
          await shoot(`${moment} s`);
        }
        await page.evaluate(seconds => window.looks.advance(seconds), STANDING - at);
        await shoot('formed');
        if (moments.length === 0) continue;
        await page.evaluate(seconds => {
          window.looks.dissolve();
          return window.looks.advance(seconds);
        }, DISSOLVING);
        await shoot('dissolving');
      }
      await page.close();
    }
    looks.push(...rows.flat());
  }
  return looks;
}

async function shot(page: Page): Promise<Buffer> {
  await page.evaluate(() => window.looks.draw());
  return page.screenshot({ timeout: 120_000 });
}
