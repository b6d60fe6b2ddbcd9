/**
 * Makes `docs/looks/arena.png` and the gallery's picture of the arena: `npm run looks -- arena`. A scripted player plays the
 * game in its own time; where it stands still, the page is taken as a visitor with a GPU sees it.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { build } from 'vite';
import { launchBrowser, openPage } from '../../test/e2e/openPage.ts';
import { serveStatic } from '../../test/e2e/serveStatic.ts';
import { drawContactSheet, type Look } from './sheet.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PICTURE = `${ROOT}demos/public/pictures/arena.jpg`;
const SIZES = [
  { name: 'desktop', width: 1440, height: 900 },
  { name: 'phone', width: 390, height: 844 },
];
/** Seconds of the game, and whether the player shoots on the way there. */
const MOMENTS = [
  { seconds: 1.1, shoots: false, caption: 'the portal opens' },
  { seconds: 3.6, shoots: false, caption: 'faces come' },
  { seconds: 1.3, shoots: true, caption: 'scattered' },
  { seconds: 0.55, shoots: true, caption: 'bursting' },
  { seconds: 12, shoots: true, caption: 'a pick-up' },
  { seconds: 4.6, shoots: false, caption: 'many come' },
  { seconds: 0.9, shoots: true, caption: 'in the midst of it' },
] as const;
/** The moment that stands for the game in the gallery. */
const PORTRAYED = 'in the midst of it';

export async function lookAtArena(): Promise<void> {
  await build({ root: `${ROOT}demos`, configFile: `${ROOT}vite.config.ts`, logLevel: 'warn' });
  const site = await serveStatic(`${ROOT}dist-demos`);
  const browser = await launchBrowser();
  const rows: Look[][] = [];
  for (const { name, width, height } of SIZES) {
    const { page, close } = await openPage(`${site.url}arena/?quality=glow&count=4096`, {
      browser,
      viewport: { width, height },
      // The same game every time.
      prepare: async page => {
        await page.addInitScript(() => {
          let state = 7;
          Math.random = () => {
            state = (state * 48_271) % 0x7fffffff;
            return state / 0x7fffffff;
          };
          Date.now = () => 1;
        });
      },
    });
    await page.waitForFunction(() => window.arena && window.genesis.swarm.state === 'formed', null, {
      timeout: 120_000,
    });
    const looks: Look[] = [];
    rows.push(looks);
    const look = async (caption: string) => {
      const timeout = 120_000;
      looks.push({ caption: `${name}, ${caption}`, picture: await page.screenshot({ timeout }) });
      if (name !== 'desktop' || caption !== PORTRAYED) return;
      writeFileSync(PICTURE, await page.screenshot({ type: 'jpeg', quality: 88, timeout }));
    };
    await look('the title');
    await page.locator('#play').click();
    for (const { seconds, shoots, caption } of MOMENTS) {
      await play(page, seconds, shoots);
      await look(caption);
    }
    await play(page, 60, false);
    await page.waitForFunction(() => window.genesis.swarm.state === 'formed', null, { timeout: 120_000 });
    await look('over');
    await close();
    console.log(`${name}: done`);
  }
  writeFileSync(`${ROOT}docs/looks/arena.png`, await drawContactSheet(browser, rows));
  await browser.close();
  await site.close();
}

/** Lets so many seconds of the game pass, or fewer if it ends. The player stands still, and shoots at the nearest face or not. */
const play = (page: Page, seconds: number, shoots: boolean) =>
  page.evaluate(
    async ({ seconds, shoots }) => {
      const arena = window.arena!;
      const move = arena.field.clone().set(0, 0);
      for (let left = seconds; left > 0 && arena.state === 'playing'; left -= 1 / 30) {
        arena.update(1 / 30, { move, aim: null, fire: shoots });
        await null;
      }
    },
    { seconds, shoots },
  );
