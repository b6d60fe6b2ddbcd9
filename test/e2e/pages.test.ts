/** Every page of the demo site at both sizes: no error, nothing that shuts anybody out, nothing that jumps, nothing before the subject. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { findPages } from '../../scripts/demos/pages.ts';
import { isThorough } from '../thorough.ts';
import { visit } from './demoSite.ts';
import { violationsOf } from './violationsOf.ts';

const pages = Object.keys(findPages(fileURLToPath(new URL('../../demos', import.meta.url))));

const SIZES = [
  { name: 'desktop', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
] as const;

/** The most that may move while a page opens, as browsers measure it (0.1 is called good). */
const MOST_SHIFT = 0.01;

declare global {
  interface Window {
    shift: number;
  }
}

/** Adds up how far things jump, from the beginning. */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) window.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });

/** What of the page lies before the subject: the box of the swarm's image as the camera sees it. */
const coveringOf = (page: Page) =>
  page.evaluate(async () => {
    const { swarm, shown } = window.genesis;
    const { width, height } = shown!.image;
    let scene = swarm.parent!;
    while (scene.parent) scene = scene.parent;
    const camera = await new Promise<import('three').Camera>(resolve => {
      scene.onAfterRender = (_renderer, _scene, camera) => resolve(camera);
    });
    const corners = [-1, 1].flatMap(x => [-1, 1].map(y => [(x * width) / height / 2, y / 2] as const));
    const points = corners.map(([x, y]) => swarm.position.clone().set(x, y, 0).project(camera));
    const across = points.map(({ x }) => ((x + 1) / 2) * innerWidth);
    const down = points.map(({ y }) => ((1 - y) / 2) * innerHeight);
    const [left, right] = [Math.min(...across), Math.max(...across)];
    const [top, bottom] = [Math.min(...down), Math.max(...down)];
    const words = [...document.querySelectorAll('header, section, details, .lil-root')].filter(element => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > left && box.left < right && box.bottom > top && box.top < bottom;
    });
    const isInView = left >= -1 && right <= innerWidth + 1 && top >= 0 && bottom <= innerHeight;
    return [...words.map(element => element.className || element.id), ...(isInView ? [] : ['the edge'])];
  });

const looks = pages.flatMap(name => SIZES.map(size => [name, size.name, size] as const));
/** Phones have the least room, so what goes wrong does there; of desktops CI tries the two that are seen first. */
const isTried = ([name, size]: (typeof looks)[number]) =>
  isThorough || size === 'phone' || ['gallery', 'genesis'].includes(name);

test.each(looks.filter(isTried))('%s, %s', async (name, size, { viewport, colorScheme }) => {
  const isDemo = name !== 'gallery';
  // Few particles, and no training data: this is about the page.
  const { page, problems, close } = await visit(isDemo ? `${name}/?count=2048` : '', {
    viewport,
    colorScheme,
    prepare: async page => {
      await watchShifts(page);
      await page.route(/\/data\/(mnist\/train|portraits)/, () => {});
    },
  });
  if (isDemo) await page.waitForFunction(() => window.genesis?.swarm);
  else await page.waitForLoadState('networkidle');
  if (isDemo && name !== 'arena' && size === 'phone') {
    await page.evaluate(() => {
      window.genesis.swarm.parameters.timeScale = 4;
    });
    await page.waitForFunction(() => window.genesis.shown);
    expect(await coveringOf(page)).toEqual([]);
  }
  // What a page draws all the time leaves the processor no time to look at it.
  if (isDemo) await page.evaluate(() => window.genesis.swarm.renderer.setAnimationLoop(null));
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate(() => window.shift)).toBeLessThan(MOST_SHIFT);
  expect(problems).toEqual([]);
  await close();
});
