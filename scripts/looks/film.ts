/**
 * Makes the moving pictures of README.md, `docs/pictures/`: `npm run looks -- films [names]`. They are the built demos,
 * filmed frame by frame.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import WebP from 'node-webpmux';
import type { Browser, Page } from 'playwright';
import { PNG } from 'pngjs';
import { build } from 'vite';
import { launchBrowser, openPage } from '../../test/e2e/openPage.ts';
import { serveStatic } from '../../test/e2e/serveStatic.ts';
import { advance, installClock, stopClock } from './clock.ts';
import { type Camera, type Film, films } from './films.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PICTURES = `${ROOT}docs/pictures/`;
/** Milliseconds from one frame to the next. */
const FRAME = 1000 / 12;
/** Of lossy WebP: particles are noise, on which little is seen. */
const QUALITY = 50;

export async function shootFilms(names: readonly string[]): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await build({ root: `${ROOT}demos`, configFile: `${ROOT}vite.config.ts`, logLevel: 'warn' });
  const site = await serveStatic(`${ROOT}dist-demos`);
  const browser = await launchBrowser();
  for (const film of films) {
    if (names.length > 0 && !names.includes(film.name)) continue;
    const picture = await join(await shoot(film, browser, site.url));
    writeFileSync(`${PICTURES}${film.name}.webp`, picture);
    console.log(`${film.name}.webp: ${Math.round(picture.length / 1000)} kB`);
  }
  await browser.close();
  await site.close();
}

/** The frames, as PNG. */
async function shoot(film: Film, browser: Browser, site: string): Promise<Buffer[]> {
  const { address, count, width, height, words = false } = film;
  const { page, close } = await openPage(`${site}${address}&count=${count}&quality=glow`, {
    browser,
    viewport: { width, height },
    prepare: async page => {
      await installClock(page);
      await film.prepare?.(page);
      await page.addInitScript(hideWords, words);
    },
  });
  page.setDefaultTimeout(0);
  await stopClock(page);
  const frames: Buffer[] = [];
  await film.play(cameraOf(page, frames));
  await close();
  return frames;
}

function cameraOf(page: Page, frames: Buffer[]): Camera {
  const skip = (seconds: number) => advance(page, 1000 * seconds, FRAME);
  const roll = async (seconds: number) => {
    for (let left = seconds; left > 1e-6; left -= FRAME / 1000) {
      await advance(page, FRAME, FRAME);
      frames.push(await page.screenshot({ timeout: 120_000 }));
    }
  };
  const rollUntil = async (state: 'formed' | 'dissolved') => {
    const wanted = state === 'formed' ? 'formed' : 'idle';
    for (let frame = 0; frame < 100; frame++) {
      if ((await page.evaluate(() => window.genesis.swarm.state)) === wanted) return;
      await roll(FRAME / 1000);
    }
    throw new Error(`The swarm never was "${state}".`);
  };
  return { page, roll, skip, rollUntil };
}

/** Leaves of the page its picture, or with `words` the picture and what it says of it. */
function hideWords(words: boolean): void {
  addEventListener('DOMContentLoaded', () => {
    document.body.classList.add('bare');
    const style = document.createElement('style');
    style.textContent = `body > :not(canvas${words ? ', .title' : ''}), h1 { display: none !important }
      body.bare .title { display: ${words ? 'block' : 'none'} }`;
    document.head.append(style);
  });
}

/** One animated WebP that goes on for ever. */
async function join(frames: readonly Buffer[]): Promise<Buffer> {
  await WebP.Image.initLib();
  const animation = await WebP.Image.getEmptyImage();
  animation.convertToAnim();
  for (const frame of frames) {
    const { width, height, data } = PNG.sync.read(frame);
    const image = await WebP.Image.getEmptyImage();
    await image.setImageData(data, { width, height, quality: QUALITY, method: 6 });
    const buffer = await image.save(null);
    animation.frames.push(await WebP.Image.generateFrame({ buffer, delay: Math.round(FRAME) }));
  }
  // Told nothing, the library writes a picture of one pixel.
  const { width, height } = PNG.sync.read(frames[0]!);
  return animation.save(null, { width, height, loops: 0 });
}
