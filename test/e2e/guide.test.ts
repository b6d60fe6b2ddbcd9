/** The guide and the API reference, built and served from a sub-path, through a reader's eyes. */
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { readChapters } from '../../scripts/guide/chapters.ts';
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

/** Waits until the block has formed an image. */
const untilFormed = async (page: Page, number: number) => {
  const figure = page.locator('.stage').nth(number);
  await figure.scrollIntoViewIfNeeded();
  await figure.and(page.locator('[data-state="formed"]')).waitFor();
};

test('the first effect runs as it is printed', async () => {
  const { page, problems, close } = await visit('guide/first-effect/', {
    viewport: { width: 720, height: 600 },
  });
  await untilFormed(page, 0);
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
  // Images of a generator.
  await untilFormed(page, 2);
  expect(await page.locator('canvas').count()).toBe(1);
  expect(await page.locator('.stage').nth(0).getAttribute('data-state')).toBe('resting');
  expect(problems).toEqual([]);
  await close();
});

test('damage heals as it is printed', async () => {
  const { page, problems, close } = await visit('guide/game-patterns/', {
    viewport: { width: 720, height: 600 },
  });
  await untilFormed(page, 0);
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

test('the reference describes what is exported and leads back to the guide', async () => {
  const { page, problems, close } = await visit('api/classes/genesis-particles.GenesisParticles.html', {
    viewport: { width: 1280, height: 800 },
  });
  expect(await page.locator('h1').textContent()).toContain('GenesisParticles');
  for (const member of ['form', 'dissolve', 'follow', 'impulse', 'update']) {
    expect(await page.locator(`#${member}`).count(), member).toBe(1);
  }
  expect(problems).toEqual([]);
  await page
    .locator('a', { hasText: /^Guide$/ })
    .first()
    .click();
  await page.waitForURL('**/some/where/guide/');
  await close();
});
