/** The main demo, built and served from a sub-path, through a visitor's eyes. */
import type { Page } from 'playwright';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { someOf, thoroughly } from '../thorough.ts';
import { visit } from './demoSite.ts';

/** A page of the demo with few particles, so that the test is about what happens and not about how fast. */
async function openDemo(query: string, prepare?: (page: Page) => Promise<unknown>) {
  const opened = await visit(`genesis/?count=2048${query}`, {
    prepare: async page => {
      page.setDefaultTimeout(110_000);
      await prepare?.(page);
    },
  });
  await opened.page.waitForFunction(() => window.genesis?.trainer);
  return opened;
}

/** Waits until an image of this source stands in the swarm, drawn after at least so many steps. */
const untilShown = (page: Page, source: string, step = 0) =>
  page.waitForFunction(
    ([wanted, least]) => {
      const shown = window.genesis.shown!;
      return shown?.source === wanted && (shown.step ?? 0) >= (least as number);
    },
    [source, step],
  );

const statusOf = (page: Page) => page.locator('#status').textContent();
const captionOf = (page: Page) => page.locator('#caption').textContent();

/** Keeps what the trainer says from here on in `window.heard`. */
const listen = (page: Page) =>
  page.evaluate(() => {
    const heard = { samples: [] as { step: number; pixels: string }[], steps: [] as number[] };
    const { trainer } = window.genesis;
    trainer!.addEventListener('sample', ({ detail }) =>
      heard.samples.push({ step: detail.step, pixels: detail.image.data.join() }),
    );
    trainer!.addEventListener('step', ({ detail }) => heard.steps.push(detail.step));
    Object.assign(window, { heard });
  });

declare global {
  interface Window {
    heard: { samples: { step: number; pixels: string }[]; steps: number[] };
  }
}

const TRAININGS = [
  ['the backend that the demo chooses', ''],
  // Timing the convolutional pair on WebGL that is emulated takes minutes.
  ['WebGL', '&backend=webgl&model=dense'],
] as const;

describe.each(someOf(TRAININGS, 2))('training on %s', (_, query) => {
  test('forms what the network in training makes, pauses, goes on and starts anew', async () => {
    const { page, problems, close } = await openDemo(query);
    await listen(page);
    // Small batches: twenty steps on software GL are to take seconds.
    await page.evaluate(() => window.genesis.trainer!.configure({ batchSize: 16 }));
    await untilShown(page, 'training', 20);
    const { shown, samples } = await page.evaluate(() => {
      const { step, image } = window.genesis.shown!;
      return { shown: { step, pixels: image.data.join() }, samples: window.heard.samples };
    });
    expect(samples.find(({ step }) => step === shown.step)?.pixels).toBe(shown.pixels);
    expect(samples.find(({ step }) => step === 0)?.pixels).not.toBe(shown.pixels);
    expect(await captionOf(page)).toMatch(/network in training after \d+ steps/);
    if (query) expect(await page.locator('#backend').textContent()).toBe('webgl');
    expect(await statusOf(page)).toMatch(/^Learning\. .+\.$/);

    await page.keyboard.press('Space');
    await page.waitForFunction(() => window.genesis.trainer?.state === 'paused');
    const steps = await page.evaluate(async () => {
      const { trainer } = window.genesis;
      await trainer!.pause();
      const before = window.heard.steps.at(-1);
      // Work of the same worker: were it still training, steps would be heard in between.
      for (let seed = 0; seed < 20; seed++) await trainer!.sample({ seed });
      return [before, window.heard.steps.at(-1)];
    });
    expect(steps[1]).toBe(steps[0]);
    expect(await statusOf(page)).toContain('Paused');

    const last = steps[0] as number;
    await page.keyboard.press('Space');
    await page.waitForFunction(step => (window.heard.steps.at(-1) ?? 0) > step, last);

    await page.evaluate(() => {
      window.heard.steps.length = 0;
      window.heard.samples.length = 0;
    });
    await page.keyboard.press('KeyR');
    await page.waitForFunction(() => window.heard.samples.some(({ step }) => step === 0));
    await page.waitForFunction(() => window.heard.steps.includes(1));
    expect(problems).toEqual([]);
    await close();
  });
});

describe('the opening image', () => {
  test('is made here and now: another seed, another digit', async () => {
    const pictures: string[] = [];
    for (const seed of [1, 2]) {
      const { page, problems, close } = await openDemo(`&seed=${seed}`);
      await untilShown(page, 'pretrained');
      expect(await captionOf(page)).toContain('the shipped generator');
      pictures.push(await page.evaluate(() => window.genesis.shown!.image.data.join()));
      expect(problems).toEqual([]);
      await close();
    }
    expect(pictures[0]).not.toBe(pictures[1]);
  });

  test('without its weights there is none, the page says so, and training starts all the same', async () => {
    let letDataThrough = () => {};
    const dataMayCome = new Promise<void>(resolve => {
      letDataThrough = resolve;
    });
    const { page, close } = await openDemo('', async page => {
      await page.route('**/*.safetensors', route => route.abort());
      await page.route('**/data/**', async route => {
        await dataMayCome;
        await route.continue();
      });
    });
    expect(await captionOf(page)).toContain('No opening image');
    expect(await page.evaluate(() => [window.genesis.swarm.state, window.genesis.shown])).toEqual([
      'idle',
      null,
    ]);
    letDataThrough();
    await untilShown(page, 'training');
    await close();
  });

  test('the shipped generator speaks again only when the visitor asks it to, and a paused network too', async () => {
    const { page, close } = await openDemo('');
    await listen(page);
    await untilShown(page, 'training');
    await page.evaluate(() => window.genesis.trainer!.pause());
    const select = page.locator('.lil-controller', { hasText: /^Show/ }).locator('select');
    await select.selectOption('shipped', { force: true });
    await untilShown(page, 'pretrained');
    expect(await captionOf(page)).toContain('the shipped generator');
    await select.selectOption('in training', { force: true });
    await untilShown(page, 'training');
    const { shown, present } = await page.evaluate(async () => {
      const { trainer, shown } = window.genesis;
      const image = await trainer!.sample({ seed: trainer!.settings.seed });
      return {
        shown: [shown!.step, shown!.image.data.join()],
        present: [window.heard.steps.at(-1) ?? 0, image.data.join()],
      };
    });
    expect(shown).toEqual(present);
    await close();
  });
});

describe('the digit pad', () => {
  test('asks whoever is on stage for a digit: the network in training, and the shipped one', async () => {
    const { page, problems, close } = await openDemo('&model=dense');
    await untilShown(page, 'training');
    await page.evaluate(() => window.genesis.trainer!.pause());
    await page.locator('#ask button', { hasText: '4' }).click();
    const asked = (player: 'trainer' | 'generator', label: string) =>
      page.waitForFunction(
        async ([name, wanted]) => {
          const { shown, trainer, [name as 'trainer' | 'generator']: player } = window.genesis;
          for (let seed = trainer!.settings.seed; seed < 20; seed++) {
            const image = await player!.sample({ seed, label: wanted! });
            if (image.data.join() === shown!.image.data.join()) return true;
          }
          return false;
        },
        [player, label],
        { polling: 500 },
      );
    await asked('trainer', '4');
    const select = page.locator('.lil-controller', { hasText: /^Show/ }).locator('select');
    await select.selectOption('shipped', { force: true });
    await asked('generator', '4');
    await page.keyboard.press('Digit9');
    expect(await page.locator('#ask button[aria-pressed="true"]').textContent()).toBe('9');
    await asked('generator', '9');
    expect(problems).toEqual([]);
    await close();
  });
});

test('a training is kept when the page is left, and the next visit may go on with it', async () => {
  const { page, problems, close } = await openDemo('&model=dense');
  await listen(page);
  await page.evaluate(() => window.genesis.trainer!.configure({ batchSize: 16 }));
  await page.waitForFunction(() => (window.heard.steps.at(-1) ?? 0) >= 30);
  await page.evaluate(() => window.genesis.trainer!.pause());
  const kept = await page.evaluate(() => window.heard.steps.at(-1)!);
  await page.reload();
  await page.waitForFunction(() => window.genesis?.trainer);
  // Which saves the young training; the older one has been read by then.
  const button = page.locator('#resume button');
  await button.waitFor();
  expect(await button.textContent()).toBe(`Go on from step ${kept}`);
  await listen(page);
  await page.evaluate(() => window.genesis.trainer!.pause());
  await button.click();
  await page.waitForFunction(step => window.heard.samples.some(sample => sample.step === step), kept);
  expect(await button.isVisible()).toBe(false);
  expect(problems).toEqual([]);
  await close();
});

/** Puts another show on stage. */
const putOnStage = (page: Page, show: string) =>
  page.locator('.lil-controller', { hasText: /^Show/ }).locator('select').selectOption(show, { force: true });

/** Mean light of 16 × 9 fields of the page, whose canvas fills it. */
async function look(page: Page): Promise<number[]> {
  const { width, height, data } = PNG.sync.read(await page.screenshot());
  const fields = new Array<number>(16 * 9).fill(0);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    fields[Math.floor((y * 9) / height) * 16 + Math.floor((x * 16) / width)]! += data[pixel * 4]!;
  }
  return fields.map(sum => (sum * fields.length) / (width * height));
}

const mostApart = (a: number[], b: number[]) => Math.max(...a.map((light, i) => Math.abs(light - b[i]!)));

describe('what goes on by itself', () => {
  test('a walk moves the swarm from digit to digit, and keeps to the digit that is asked for', async () => {
    const { page, problems, close } = await openDemo('&model=dense');
    await untilShown(page, 'pretrained');
    await page.evaluate(async () => {
      window.genesis.swarm.parameters.shimmer = 0;
      await window.genesis.trainer!.pause();
    });
    await putOnStage(page, 'walk');
    expect(await captionOf(page)).toMatch(/walks through all that the shipped generator can draw/);
    await page.evaluate(() => document.body.classList.add('bare'));
    // In so short a time the camera's slow orbit alone changes less than 10, and two digits may be much alike.
    const change = async () => {
      const before = await look(page);
      await page.waitForTimeout(1500);
      return mostApart(before, await look(page));
    };
    await expect.poll(change, { timeout: 60_000 }).toBeGreaterThan(25);
    await page.evaluate(() => document.body.classList.remove('bare'));
    // The opening image may still have been under way.
    await page.waitForFunction(() => window.genesis.swarm.state === 'formed');

    await page.evaluate(() => {
      const generator = window.genesis.generator!;
      const sample = generator.sample.bind(generator);
      const wishes: unknown[] = [];
      Object.assign(generator, {
        sample: (options: { attributes?: { label?: string } }) => {
          wishes.push(options.attributes?.label);
          return sample(options);
        },
      });
      Object.assign(window, { wishes });
    });
    await page.locator('#ask button', { hasText: '4' }).click();
    await page.waitForFunction(() => (window as unknown as { wishes: unknown[] }).wishes.includes('4'));
    // Back to one image after the other.
    await putOnStage(page, 'in training');
    await untilShown(page, 'training');
    expect(problems).toEqual([]);
    await close();
  });

  test('the swarm follows the network live, without forming anew', async () => {
    const { page, problems, close } = await openDemo('&model=dense');
    await page.evaluate(() => window.genesis.trainer!.configure({ batchSize: 16 }));
    await untilShown(page, 'training');
    const pace = await page.evaluate(() => window.genesis.trainer!.settings.sampleSeconds);
    await putOnStage(page, 'live');
    const seen = await page.evaluate(async () => {
      const seen = { steps: [] as number[], states: [] as string[] };
      while (seen.steps.length < 4) {
        await new Promise(requestAnimationFrame);
        const { shown, swarm } = window.genesis;
        seen.states.push(swarm.state);
        if (shown!.step !== seen.steps.at(-1)) seen.steps.push(shown!.step!);
      }
      return seen;
    });
    expect(seen.steps).toEqual([...seen.steps].sort((a, b) => a - b));
    // An image that was on its way when it began may still come to its end.
    expect(seen.states.lastIndexOf('forming')).toBeLessThan(seen.states.length / 2);
    expect(await captionOf(page)).toMatch(/follows the network as it learns/);
    expect(await page.locator('#ask').isVisible()).toBe(false);
    await putOnStage(page, 'in training');
    expect(await page.evaluate(() => window.genesis.trainer!.settings.sampleSeconds)).toBe(pace);
    await page.waitForFunction(() => document.querySelector('#caption')!.textContent!.startsWith('Drawn by'));
    expect(problems).toEqual([]);
    await close();
  });
});

test('a training is downloaded, and goes on from there when its file is dropped', async () => {
  const { page, problems, close } = await openDemo('&model=dense');
  await listen(page);
  await page.evaluate(() => window.genesis.trainer!.configure({ batchSize: 16 }));
  const untilStep = (step: number) =>
    page.waitForFunction(least => (window.heard.steps.at(-1) ?? 0) >= least, step);
  await untilStep(3);
  await page.evaluate(async () => {
    // What is downloaded stays on the page, to be dropped there.
    const createUrl = URL.createObjectURL;
    URL.createObjectURL = file => {
      Object.assign(window, { kept: file });
      return createUrl(file);
    };
    (document.getElementById('watch') as HTMLDetailsElement).open = true;
    await window.genesis.trainer!.pause();
  });
  const step = await page.evaluate(() => window.heard.steps.at(-1)!);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the training' }).click();
  expect((await download).suggestedFilename()).toBe(`genesis-training-step-${step}.safetensors`);
  await page.evaluate(() => window.genesis.trainer!.resume());
  await untilStep(step + 2);

  const drop = (share: number) =>
    page.evaluate(share => {
      const { kept } = window as unknown as { kept: Blob };
      const transfer = new DataTransfer();
      transfer.items.add(new File([kept.slice(0, kept.size * share)], 'kept.safetensors'));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
    }, share);
  await drop(0.9);
  await page.waitForFunction(() => document.querySelector('#status.alert'));
  expect(await statusOf(page)).toMatch(/no sound safetensors file/);
  await untilStep((await page.evaluate(() => window.heard.steps.at(-1)!)) + 1);

  await page.evaluate(async () => {
    await window.genesis.trainer!.pause();
    window.heard.steps.length = 0;
  });
  await drop(1);
  await page.waitForFunction(() => document.querySelector('#status')!.textContent!.startsWith('Goes on'));
  expect(await statusOf(page)).toBe(`Goes on from step ${step}, as it was saved in kept.safetensors.`);
  await page.evaluate(() => window.genesis.trainer!.resume());
  await page.waitForFunction(() => window.heard.steps.length > 0);
  expect(await page.evaluate(() => window.heard.steps[0])).toBe(step + 1);
  expect(problems).toEqual([]);
  await close();
});

test('learns portraits, and then a visitor’s own pictures; what was done in the panel can still be undone', async () => {
  const { page, problems, close } = await openDemo('&model=dense&data=portraits');
  await untilShown(page, 'training');
  expect(await page.locator('#ask select').count()).toBe(9);
  const before = await page.evaluate(() => window.genesis.trainer!.settings.seed);
  expect(before).toBe(2);
  // What is set in the panel outlives the data set.
  const spring = page.getByRole('slider', { name: 'Spring', exact: true, includeHidden: true });
  await spring.evaluate((slider: HTMLElement) => {
    for (const type of ['keydown', 'keyup'])
      slider.dispatchEvent(new KeyboardEvent(type, { key: 'End', bubbles: true }));
  });
  // Ten pictures of two colours, dropped on the page.
  await page.evaluate(async () => {
    const files = await Promise.all(
      Array.from({ length: 160 }, async (_, index) => {
        const canvas = new OffscreenCanvas(16, 16);
        const context = canvas.getContext('2d')!;
        context.fillStyle = index % 2 ? '#e03020' : '#2040e0';
        context.fillRect(0, 0, 16, 8 + (index % 8));
        return new File([await canvas.convertToBlob()], `${index}.png`);
      }),
    );
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
  });
  await page.waitForFunction(async () => (await window.genesis.trainer?.ready)?.images === 160);
  await page.waitForFunction(
    () => window.genesis.shown?.source === 'training' && window.genesis.shown.image.width === 32,
  );
  expect(await page.locator('#ask').isVisible()).toBe(false);
  const springs = await page.evaluate(() => {
    const { parameters } = window.genesis.swarm;
    const after = parameters.spring;
    document.querySelector<HTMLElement>('[aria-label="Undo: Spring"]')!.click();
    return [after, parameters.spring];
  });
  expect(springs).toEqual([600, 130]);
  expect(problems).toEqual([]);
  await close();
});

thoroughly('the panel’s backend entry opens the page anew with that backend', async () => {
  const { page, close } = await openDemo('');
  await page
    .locator('.lil-controller', { hasText: /^Backend/ })
    .locator('select')
    .selectOption('cpu', { force: true });
  await page.waitForURL(/count=2048&backend=cpu/);
  await page.waitForFunction(() => window.genesis?.trainer?.settings.backend === 'cpu');
  await close();
});

describe('bad data', () => {
  const IMAGES = '**/data/**/train-images*';

  const DAMAGES = [
    ['missing', (page: Page) => page.route(IMAGES, route => route.fulfill({ status: 404 })), /404/],
    [
      'cut off',
      (page: Page) =>
        page.route(IMAGES, route =>
          route.fulfill({ body: Buffer.from([0, 0, 8, 3, 0, 0, 0, 9, 0, 0, 0, 28, 0, 0, 0, 28, 7]) }),
        ),
      /7,?056|7072|bytes/,
    ],
    [
      'of another kind',
      (page: Page) =>
        page.route(IMAGES, route => route.fulfill({ body: Buffer.from('<!doctype html><p>Hello') })),
      /IDX/,
    ],
  ] as const;

  test.each(someOf(DAMAGES, 3))(
    'a data file that is %s is named, and the swarm goes on',
    async (_, prepare, message) => {
      const { page, close } = await openDemo('', prepare);
      await page.waitForFunction(() => document.querySelector('#status.alert'));
      expect(await statusOf(page)).toMatch(message);
      await untilShown(page, 'pretrained');
      await close();
    },
  );
});

test('H hides the words, and on a phone the panel starts closed', async () => {
  const { page, close } = await visit('genesis/?count=2048', {
    viewport: { width: 390, height: 844 },
  });
  await page.waitForFunction(() => window.genesis?.trainer);
  expect(await page.locator('.lil-gui.lil-root').getAttribute('class')).toContain('lil-closed');
  expect(await page.locator('.readout').isVisible()).toBe(true);
  await page.keyboard.press('KeyH');
  expect(await page.locator('.readout').isVisible()).toBe(false);
  await close();
});
