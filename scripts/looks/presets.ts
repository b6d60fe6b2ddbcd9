/**
 * Makes one contact sheet for each preset in `docs/looks/`, and judges it: `npm run looks -- presets [ember frost …]`.
 * Time is advanced by hand, so the moments are exact however slow the machine draws; seeds are fixed. What is judged is
 * in `docs/tables/looks.json`; the command fails where a look misses what is wanted of it.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { createServer } from 'vite';
import { presets } from '../../src/scene/presets/index.ts';
import { launchBrowser } from '../../test/e2e/openPage.ts';
import { clippedShare, likeness } from './judge.ts';
import type { Looks } from './page.ts';
import { drawContactSheet, type Look } from './sheet.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const LOOKS = here('../../docs/looks/');
const TABLE = here('../../docs/tables/looks.json');
const COUNT = 32_768;

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
const THUMBNAIL = 96;
/** Seconds after which a dissolving is in its middle. */
const DISSOLVING = 0.6;

/** At 96 px a formed picture is like itself, and to be guessed at three quarters of its flight; little of it is clipped. */
const WANTED = { formed: 0.8, flying: 0.5, clipped: 0.01 };
const GUESSED_AT = 0.75;

interface Judgement {
  readonly preset: string;
  readonly scene: string;
  readonly picture: string;
  /** Seconds until it counts as formed. */
  readonly flight: number;
  /** Correlations with the picture at 96 px. */
  readonly formed: number;
  readonly flying: number;
  /** Share of pixels at 1440 × 900 with a channel at its end, where the picture itself is not white. */
  readonly clipped: number;
}

export async function lookAtPresets(names: readonly string[]): Promise<void> {
  mkdirSync(LOOKS, { recursive: true });
  const server = await createServer({ configFile: here('../../bench/vite.config.ts') });
  await server.listen();
  const browser = await launchBrowser();
  const judged: Judgement[] = [];
  for (const name of names.length > 0 ? names : Object.keys(presets)) {
    const url = `${server.resolvedUrls!.local[0]}looks/page.html?preset=${name}&count=${COUNT}`;
    const { looks, judgements } = await lookAt(browser, url, name);
    writeFileSync(`${LOOKS}${name}.png`, await drawContactSheet(browser, looks));
    judged.push(...judgements);
    keep(judgements);
    console.table(judgements);
  }
  await browser.close();
  await server.close();
  const { formed, flying, clipped } = WANTED;
  const missed = judged.filter(it => it.formed < formed || it.flying < flying || it.clipped > clipped);
  if (missed.length === 0) return;
  console.error('These miss what is wanted of a look:', WANTED);
  console.table(missed);
  process.exitCode = 1;
}

function keep(judgements: readonly Judgement[]): void {
  const known: { looks: Judgement[] } = existsSync(TABLE)
    ? JSON.parse(readFileSync(TABLE, 'utf8'))
    : { looks: [] };
  const kept = known.looks.filter(({ preset }) => preset !== judgements[0]!.preset);
  const looks = [...kept, ...judgements].sort((a, b) => a.preset.localeCompare(b.preset));
  const command = 'npm run looks -- presets';
  writeFileSync(TABLE, `${JSON.stringify({ command, particles: COUNT, wanted: WANTED, looks }, null, 2)}\n`);
}

/** A row for each picture and scene: its moments at full size, then standing on a phone and as a thumbnail. */
async function lookAt(
  browser: Browser,
  url: string,
  preset: string,
): Promise<{ looks: Look[][]; judgements: Judgement[] }> {
  const looks: Look[][] = [];
  const judgements: Judgement[] = [];
  for (const { name: scene, query } of SCENES) {
    const rows = PICTURES.map((): Look[] => []);
    const clipped: number[] = [];
    for (const { width, height, moments } of SIZES) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'dark' });
      page.on('pageerror', error => console.error(error));
      await page.goto(url + query);
      await page.waitForFunction(() => 'looks' in window);
      for (const [index, picture] of PICTURES.entries()) {
        const shoot = async (moment: string) => {
          const look = {
            caption: `${scene}, ${picture}, ${width} × ${height}, ${moment}`,
            picture: await shot(page),
          };
          rows[index]!.push(look);
          return look.picture;
        };
        await page.evaluate(name => window.looks.form(name), picture);
        let at = 0;
        for (const moment of moments) {
          await page.evaluate(seconds => window.looks.advance(seconds), moment - at);
          at = moment;
          await shoot(`${moment} s`);
        }
        const flight = at + (await page.evaluate(() => window.looks.arrive()));
        await page.evaluate(() => window.looks.advance(1));
        const formed = await shoot('formed');
        await page.evaluate(() => window.looks.drawPicture());
        const itself = await page.screenshot();
        if (moments.length > 0) {
          clipped[index] = clippedShare(formed, itself);
          await page.evaluate(seconds => {
            window.looks.dissolve();
            return window.looks.advance(seconds);
          }, DISSOLVING);
          await shoot('dissolving');
        }
        if (width > THUMBNAIL) continue;
        await page.evaluate(name => window.looks.form(name), picture);
        await page.evaluate(seconds => window.looks.advance(seconds), GUESSED_AT * flight);
        const flying = await shot(page);
        judgements.push({
          preset,
          scene,
          picture,
          flight: round(flight),
          formed: round(likeness(formed, itself)),
          flying: round(likeness(flying, itself)),
          clipped: round(clipped[index]!),
        });
      }
      await page.close();
    }
    looks.push(...rows);
  }
  return { looks, judgements };
}

const round = (value: number): number => Number(value.toFixed(4));

async function shot(page: Page): Promise<Buffer> {
  await page.evaluate(() => window.looks.draw());
  return page.screenshot({ timeout: 120_000 });
}
