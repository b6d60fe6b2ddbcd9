/** From a picture back, by a visitor's hand: what is drawn is found, changed, added to others and turned into them. */
import { expect, test } from 'vitest';
import { thoroughly } from '../thorough.ts';
import { visit } from './demoSite.ts';
import type { OpenedPage } from './openPage.ts';

const VIEW = { viewport: { width: 900, height: 600 }, reducedMotion: 'reduce' } as const;

/** Small and in a corner. */
const ZERO = Array.from({ length: 25 }, (_, i) => {
  const angle = (i / 24) * 2 * Math.PI;
  return [0.3 + 0.12 * Math.sin(angle), 0.3 - 0.18 * Math.cos(angle)] as const;
});

function hands(page: OpenedPage['page']) {
  const pixels = () => page.evaluate(() => window.genesis.shown!.image.data.join());
  return {
    pixels,
    /** Waits until something else stands there. */
    after: async (act: () => Promise<void>) => {
      const before = await pixels();
      await act();
      await page.waitForFunction(before => window.genesis.shown!.image.data.join() !== before, before, {
        timeout: 90_000,
      });
    },
    chosen: (attribute: string) =>
      page
        .getByRole('group', { name: attribute, exact: true })
        .locator('[aria-pressed="true"]')
        .textContent(),
    press: (attribute: string, name: string) =>
      page
        .getByRole('group', { name: attribute, exact: true })
        .getByRole('button', { name, exact: true })
        .click(),
    /** @param path in shares of the pad */
    draw: async (pad: string, path: readonly (readonly [x: number, y: number])[]) => {
      const box = (await page.locator(pad).boundingBox())!;
      const [first, ...others] = path.map(
        ([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const,
      );
      await page.mouse.move(...first!);
      await page.mouse.down();
      for (const [x, y] of others) await page.mouse.move(x, y, { steps: 8 });
      await page.mouse.up();
    },
    found: () =>
      page.waitForFunction(() => document.getElementById('status')!.textContent!.startsWith('Found'), null, {
        timeout: 90_000,
      }),
  };
}

thoroughly('a digit that is drawn is found, and so is the next one', async () => {
  const { page, problems, close } = await visit('invert/?count=2048&data=digits', VIEW);
  const { after, chosen, draw, found } = hands(page);
  await page.waitForFunction(() => window.genesis?.shown, null, { timeout: 90_000 });
  expect(await chosen('label')).toBe('7');
  // Over the picture that was there.
  await after(async () => draw('#strokes', ZERO));
  await found();
  expect(await chosen('label')).toBe('0');
  await page.getByRole('button', { name: 'Clear' }).click();
  await after(async () =>
    draw('#strokes', [
      [0.52, 0.1],
      [0.48, 0.9],
    ]),
  );
  await found();
  expect(await chosen('label')).toBe('1');
  expect(problems).toEqual([]);
  await close();
});

test('a portrait is found, changed along an attribute, added to others and turned into them', async () => {
  const { page, problems, close } = await visit('invert/?count=2048', VIEW);
  const { after, chosen, press, pixels } = hands(page);
  await page.waitForFunction(() => window.genesis?.shown, null, { timeout: 90_000 });
  expect(await Promise.all(['hair', 'hair colour', 'hat'].map(chosen))).toEqual(['long', 'brown', 'none']);
  const first = await pixels();

  await after(() => press('hair colour', 'pink'));
  expect(await chosen('hair colour')).toBe('pink');
  expect(await chosen('hair')).toBe('long');
  await after(() => press('hair colour', 'brown'));
  expect(await pixels()).toBe(first);

  // A has a hat and glasses, B is the same face without.
  await after(() => page.getByRole('button', { name: 'form it' }).click());
  expect(await Promise.all(['hair', 'hat', 'glasses'].map(chosen))).toEqual(['long', 'hat', 'dark']);
  const sum = await pixels();

  const slider = page.locator('#morph');
  await after(() => slider.fill('0.5'));
  expect(await page.locator('#caption').textContent()).toBe('50 % of the way from A to B.');
  await after(() => slider.fill('1.5'));
  await page.waitForFunction(() => document.getElementById('caption')!.textContent!.includes('from B to C'));
  await after(() => slider.fill('2'));
  await page.waitForFunction(first => window.genesis.shown!.image.data.join() === first, first);
  // What is kept comes back.
  await after(() => page.getByRole('button', { name: 'form it' }).click());
  await page.getByRole('button', { name: 'Keep as B' }).click();
  await after(() => page.getByRole('button', { name: 'Show A' }).click());
  await after(() => page.getByRole('button', { name: 'Show B' }).click());
  expect(await pixels()).toBe(sum);
  expect(problems).toEqual([]);
  await close();
});

thoroughly('what is drawn while the generator loads is not lost', async () => {
  let go = () => {};
  const gate = new Promise<void>(resolve => {
    go = resolve;
  });
  const { page, problems, close } = await visit('invert/?count=2048&data=digits', {
    ...VIEW,
    prepare: async page => {
      await page.route('**/digits*.safetensors', route => gate.then(() => route.continue()));
    },
  });
  const { chosen, draw, found } = hands(page);
  await page.waitForFunction(() => window.genesis);
  await draw('#strokes', ZERO);
  go();
  await found();
  expect(await chosen('label')).toBe('0');
  expect(problems).toEqual([]);
  await close();
});

test('what is no picture is refused in a sentence, and nothing is lost; a picture is searched for', async () => {
  const { page, problems, close } = await visit('invert/?count=2048&data=digits', VIEW);
  const { after, chosen, found, pixels } = hands(page);
  await page.waitForFunction(() => window.genesis?.shown, null, { timeout: 90_000 });
  const first = await pixels();
  const give = (name: string, mimeType: string, buffer: Buffer) =>
    page.locator('#file').setInputFiles({ name, mimeType, buffer });
  const told = (words: string) =>
    page.waitForFunction(words => document.getElementById('status')!.textContent!.includes(words), words);
  await give('notes.txt', 'text/plain', Buffer.from('no picture'));
  await told('“notes.txt” is no picture');
  await give('wall.png', 'image/png', Buffer.alloc(21e6));
  await told('“wall.png” is 21 MB');
  expect(await pixels()).toBe(first);
  // Ink on paper.
  const ink =
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200" fill="#eee"/>' +
    '<ellipse cx="200" cy="90" rx="36" ry="52" fill="none" stroke="#335" stroke-width="15"/></svg>';
  await after(() => give('zero.svg', 'image/svg+xml', Buffer.from(ink)));
  await found();
  expect(await chosen('label')).toBe('0');
  expect(problems).toEqual([]);
  await close();
});
