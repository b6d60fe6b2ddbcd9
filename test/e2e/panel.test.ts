/** The panel on the built swarm demo: by keyboard, by finger, and by the links and files that it gives away. */
import { readFileSync } from 'node:fs';
import type { Download, Page } from 'playwright';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { visit } from './demoSite.ts';
import { violationsOf } from './violationsOf.ts';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function openDemo(options = {}, address = 'swarm/?count=1024') {
  const opened = await visit(address, { viewport: { width: 720, height: 480 }, ...options });
  await opened.page.waitForFunction(() => window.genesis);
  return opened;
}

const panelOf = (page: Page) => page.getByRole('region', { name: 'Genesis Particles' });
const button = (page: Page, name: string) => panelOf(page).getByRole('button', { name, exact: true });
const parametersOf = (page: Page) => page.evaluate(() => ({ ...window.genesis.swarm.parameters }));
const springOf = (page: Page) => page.evaluate(() => window.genesis.swarm.parameters.spring);

/** Folders open in a moment, during which their text is half transparent. */
const opened = (page: Page) => page.waitForFunction(() => !document.querySelector('.lil-transition'));

async function bytesOf(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

test('a slider moved by keys moves the parameter, and undo takes it back', async () => {
  const { page, problems, close } = await openDemo();
  await button(page, 'Genesis Particles').focus();
  await page.keyboard.press('Enter');
  await button(page, 'Forces').focus();
  await page.keyboard.press('Enter');
  const spring = page.getByRole('slider', { name: 'Spring', exact: true });
  await spring.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('PageUp');
  expect([await springOf(page), await spring.getAttribute('aria-valuenow')]).toEqual([161, '161']);
  await page.keyboard.press('Control+z');
  expect([await springOf(page), await spring.getAttribute('aria-valuenow')]).toEqual([131, '131']);
  await page.keyboard.press('Control+Shift+z');
  expect(await springOf(page)).toBe(161);
  expect(await panelOf(page).getByRole('status').textContent()).toBe('Done again: Spring.');

  // By mouse: one drag is one change.
  await opened(page);
  await spring.hover();
  const { x, y, width, height } = (await spring.boundingBox())!;
  await page.mouse.move(x + 5, y + height / 2);
  await page.mouse.down();
  for (const share of [0.3, 0.6, 0.9]) await page.mouse.move(x + share * width, y + height / 2);
  await page.mouse.up();
  expect(await springOf(page)).toBeGreaterThan(500);
  await button(page, 'Undo: Spring').click();
  expect(await springOf(page)).toBe(161);
  for (const folder of ['Form', 'Look', 'Quality']) await button(page, folder).click();
  await opened(page);
  expect(await barriers(page)).toEqual([]);
  expect(problems).toEqual([]);
  await close();
});

test('a link to a look reproduces it on another machine', async () => {
  const { page, problems, close } = await openDemo({ permissions: ['clipboard-read', 'clipboard-write'] });
  await button(page, 'Genesis Particles').click();
  await button(page, 'frost').click();
  await button(page, 'Random look').click();
  await page.evaluate(() => {
    window.genesis.swarm.parameters.gravity = -1 / 3;
  });
  const look = await parametersOf(page);
  await button(page, 'Copy a Link to this look').click();
  await page.getByText('Copied as link.').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('count=1024&look=');
  await close();

  const other = await openDemo({}, link.slice(link.indexOf('swarm/')));
  expect(await parametersOf(other.page)).toEqual(look);
  // What is reset is the page's own look, as if it had been opened without.
  await button(other.page, 'Genesis Particles').click();
  await button(other.page, 'Reset everything').click();
  expect(await parametersOf(other.page)).toMatchObject({ brightness: 0.6, gravity: 0, tint: 0 });
  expect([...problems, ...other.problems]).toEqual([]);
  await other.close();
});

test('saves what is on the canvas as a picture and as a video', async () => {
  const { page, problems, close } = await openDemo();
  await page.waitForFunction(() => window.genesis.swarm.state === 'formed');
  await button(page, 'Genesis Particles').click();
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Save a picture (PNG)').click(),
  ]);
  expect(picture.suggestedFilename()).toBe('genesis-particles.png');
  const { width, height, data } = PNG.sync.read(await bytesOf(picture));
  expect([width, height]).toEqual([720, 480]);
  // Light: an empty canvas has none, and the ground has less.
  expect(data.filter((value, index) => index % 4 !== 3 && value > 128).length).toBeGreaterThan(50);

  await button(page, 'Record a video').click();
  await page.evaluate(async () => {
    for (let frame = 0; frame < 40; frame++) await new Promise(requestAnimationFrame);
  });
  const [video] = await Promise.all([page.waitForEvent('download'), button(page, 'End the video').click()]);
  expect(video.suggestedFilename()).toMatch(/^genesis-particles\.(webm|mp4)$/);
  const film = await bytesOf(video);
  expect(film.length).toBeGreaterThan(1000);
  const played = await page.evaluate(async bytes => {
    const element = document.createElement('video');
    element.src = URL.createObjectURL(new Blob([Uint8Array.from(atob(bytes), it => it.charCodeAt(0))]));
    await new Promise((resolve, reject) => {
      element.onloadeddata = resolve;
      element.onerror = () => reject(new Error(element.error?.message));
    });
    return [element.videoWidth, element.videoHeight];
  }, film.toString('base64'));
  expect(played).toEqual([720, 480]);
  expect(problems).toEqual([]);
  await close();
});

/** What axe-core finds in the panel with all folders open, a look of the visitor's own, and an entry that was moved. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    window.genesis.swarm.parameters = { spring: 200, tint: 0.5, cold: '#112233' };
  });
  await page.getByLabel('Name of this look').fill('mine');
  await button(page, 'Save this look').click();
  await button(page, 'mine').waitFor();
  await page.getByRole('slider', { name: 'Spring', exact: true }).focus();
  return violationsOf(page, '.genesis-panel');
}

test('on a phone it is closed at first, leaves the subject free, and is made for fingers', async () => {
  const { page, problems, close } = await openDemo(phone);
  await page.waitForFunction(() => window.genesis.swarm.state === 'formed');
  expect(await button(page, 'Genesis Particles').getAttribute('aria-expanded')).toBe('false');
  await button(page, 'Genesis Particles').tap();
  for (const folder of ['Form', 'Forces', 'Look', 'Quality']) await button(page, folder).tap();
  await page.evaluate(() => {
    window.genesis.swarm.parameters = { spring: 200, cold: '#112233' };
  });
  await button(page, 'Reset Spring to 130').waitFor();
  await opened(page);
  const { top, left, right, small } = await page.evaluate(() => {
    const panel = document.querySelector('.genesis-panel')!;
    const controls = [
      ...panel.querySelectorAll('button, select, input[type=text], input[type=number], [role=slider]'),
    ]
      .map(it => ({ html: it.outerHTML.slice(0, 80), box: it.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    const small = controls.filter(({ box }) => box.height < 40).map(({ html }) => html);
    if (controls.length < 100) small.push(`${controls.length} controls only`);
    const { top, left, right } = panel.getBoundingClientRect();
    return { top, left, right, small };
  });
  expect(small).toEqual([]);
  expect([left, right]).toEqual([0, 390]);
  expect(top).toBeGreaterThan(844 * 0.4);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await barriers(page)).toEqual([]);
  expect(problems).toEqual([]);
  await close();
});
