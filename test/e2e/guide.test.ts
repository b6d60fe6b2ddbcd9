/** The guide, built and served from a sub-path, through a reader's eyes. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { readChapters } from '../../scripts/guide/chapters.ts';
import { codeBlocks, isLive } from '../../scripts/guide/codeBlocks.ts';
import { GUIDE } from '../../scripts/guide/places.ts';
import { someOf } from '../thorough.ts';
import { visit } from './demoSite.ts';
import { violationsOf } from './violationsOf.ts';

const chapters = readChapters();

/** Addresses that the page links to, within the site. */
const linksOf = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('a')]
      .map(({ href }) => href.split('#')[0]!)
      .filter(href => href.startsWith(origin)),
  );

test('every chapter fits a phone, shuts nobody out, complains of nothing, and its links lead somewhere', async () => {
  const links = new Set<string>();
  for (const { place, title } of chapters) {
    const { page, problems, close } = await visit(place, { viewport: { width: 390, height: 844 } });
    expect(await page.locator('h1').textContent()).toBe(title);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), place).toBe(390);
    expect(await violationsOf(page), place).toEqual([]);
    expect(problems, place).toEqual([]);
    for (const link of await linksOf(page)) links.add(link);
    await close();
  }
  expect(links.size).toBeGreaterThan(chapters.length);
  const answers = await Promise.all([...links].map(async link => [link, (await fetch(link)).status]));
  expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
});

test('on a phone a table of numbers keeps the heads of its columns above them', async () => {
  const { page, close } = await visit('guide/classifiers/', { viewport: { width: 390, height: 844 } });
  const [head, number] = [
    page.getByRole('columnheader', { name: '0.3' }),
    page
      .getByRole('row', { name: /^trained against/ })
      .first()
      .getByRole('cell')
      .last(),
  ];
  const [above, below] = [(await head.boundingBox())!, (await number.boundingBox())!];
  expect(above.x).toBeCloseTo(below.x, 0);
  expect(above.y + above.height).toBeLessThan(below.y);
  await close();
});

/** Waits until the block has formed an image, or has failed. */
const untilFormed = async (page: Page, number: number) => {
  const figure = page.locator('.stage').nth(number);
  await figure.scrollIntoViewIfNeeded();
  await figure.and(page.locator('[data-state="formed"], [data-state="failed"]')).waitFor();
  const status = await figure.getByRole('status').textContent();
  expect([await figure.getAttribute('data-state'), status]).toEqual(['formed', 'Running.']);
};

const alive = chapters
  .map(({ file, place }) => ({
    place,
    blocks: codeBlocks(readFileSync(GUIDE + file, 'utf8')).filter(isLive),
  }))
  .filter(({ blocks }) => blocks.length > 0);

test('ten blocks of the guide are live', () => {
  expect(alive.flatMap(({ blocks }) => blocks)).toHaveLength(10);
});

test.each(someOf(alive, 3))('every block of $place runs as it is printed', async ({ place, blocks }) => {
  const { page, problems, close } = await visit(place, { viewport: { width: 720, height: 600 } });
  for (const number of blocks.keys()) {
    // By hand, unless it has begun by itself: the one before may still be in view.
    await page
      .locator('.stage')
      .nth(number)
      .evaluate((figure: HTMLElement) => {
        figure.scrollIntoView({ block: 'center', behavior: 'instant' });
        if (figure.dataset.state === 'resting') figure.querySelector('button')!.click();
      });
    await untilFormed(page, number);
  }
  expect(await page.locator('.stage').count()).toBe(blocks.length);
  await page.getByRole('button', { name: 'Stop' }).click();
  expect(await page.locator('canvas').count()).toBe(0);
  expect(problems).toEqual([]);
  await close();
});

test('blocks run where the reader is, one at a time, in one canvas', async () => {
  const { page, problems, close } = await visit('guide/images-and-layouts/', {
    viewport: { width: 720, height: 600 },
  });
  await untilFormed(page, 0);
  await untilFormed(page, 1);
  expect(await page.locator('canvas').count()).toBe(1);
  expect(await page.locator('.stage').nth(0).getAttribute('data-state')).toBe('resting');
  expect(problems).toEqual([]);
  await close();
});

test('who asked for little motion starts a block by hand', async () => {
  const { page, close } = await visit('guide/first-effect/', {
    viewport: { width: 720, height: 600 },
    reducedMotion: 'reduce',
  });
  await page.locator('.stage').scrollIntoViewIfNeeded();
  // By now it would have begun.
  await page.evaluate(() => new Promise(resolve => requestIdleCallback(resolve)));
  expect(await page.locator('.stage').getAttribute('data-state')).toBe('resting');
  await page.getByRole('button', { name: 'Run' }).click();
  await untilFormed(page, 0);
  await close();
});
