/** Makes the contact sheet of the guide's pages and the reference's first one, `docs/looks/documents.png`: `npm run looks -- documents`. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { launchBrowser, openPage } from '../../test/e2e/openPage.ts';
import { serveStatic } from '../../test/e2e/serveStatic.ts';
import { readChapters } from '../guide/chapters.ts';
import { drawContactSheet, type Look } from './sheet.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SIZES = [
  { width: 1440, height: 900, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
] as const;
/** Both sizes of so many pages. */
const PAGES_A_ROW = 3;

export async function lookAtDocuments(): Promise<void> {
  await build({ root: `${ROOT}demos`, configFile: `${ROOT}vite.config.ts`, logLevel: 'warn' });
  const site = await serveStatic(`${ROOT}dist-demos`);
  const browser = await launchBrowser();
  const places = [...readChapters().map(({ place }) => place), 'api/index.html'];
  const looks: Look[] = [];
  for (const place of places) {
    for (const { width, height, colorScheme } of SIZES) {
      // Nothing runs by itself for those who asked for little motion.
      const options = { viewport: { width, height }, colorScheme, reducedMotion: 'reduce' } as const;
      const { page, close } = await openPage(site.url + place, { browser, ...options });
      looks.push({ caption: width > 390 ? place : 'phone', picture: await page.screenshot() });
      await close();
    }
  }
  const rows: Look[][] = [];
  while (looks.length > 0) rows.push(looks.splice(0, PAGES_A_ROW * SIZES.length));
  writeFileSync(`${ROOT}docs/looks/documents.png`, await drawContactSheet(browser, rows));
  await browser.close();
  await site.close();
}
