/** The API reference, built and served from a sub-path, through a reader's eyes. */
import { expect, test } from 'vitest';
import { someOf } from '../thorough.ts';
import { visit } from './demoSite.ts';
import { violationsOf } from './violationsOf.ts';

const phone = { viewport: { width: 390, height: 844 } };
/** Wide enough for the navigation and what is on the page to stand beside it. */
const desktop = { viewport: { width: 1440, height: 900 } };

const PAGES = [
  ['index', 'index', phone],
  ['a class', 'classes/genesis-particles.GenesisParticles', phone],
  ['another class', 'classes/genesis-particles_gan.GanTrainer', phone],
  ['a module', 'modules/genesis-particles_gan', phone],
  ['a function', 'functions/genesis-particles_gan.walk', phone],
  ['a variable', 'variables/genesis-particles.swarmParameters', phone],
  ['index, wide', 'index', desktop],
  ['a class, wide', 'classes/genesis-particles.GenesisParticles', desktop],
] as const;

test.each(someOf(PAGES, 3))('%s shuts nobody out and fits', async (_, name, size) => {
  const { page, problems, close } = await visit(`api/${name}.html`, size);
  // It is made by a script.
  await page.locator('#tsd-nav-container a').first().waitFor({ state: 'attached' });
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.viewport.width);
  expect(problems).toEqual([]);
  await close();
});

test('the first page leads to every module, which the navigation unfolds', async () => {
  const { page, close } = await visit('api/index.html', desktop);
  const places = await page
    .locator('.col-content a')
    .evaluateAll((links: HTMLAnchorElement[]) => links.map(({ href }) => href));
  const answers = await Promise.all(places.map(async place => [place, (await fetch(place)).status]));
  expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  const folded = page.locator('#tsd-nav-container summary');
  const modules = ['', '/gan', '/presets', '/gui', '/react'].map(name => `genesis-particles${name}`);
  expect(await folded.allTextContents()).toEqual(modules);
  await folded.nth(1).click();
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.waitForURL('**/api/modules/genesis-particles_gan.html');
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
