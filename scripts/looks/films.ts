/** What the moving pictures of README.md show: each a page of the demos and what is done there. */
import type { Page } from 'playwright';

export interface Film {
  /** Of its file, `docs/pictures/<name>.webp`. */
  readonly name: string;
  /** The page, without what it says about particles: that is the same for all. */
  readonly address: string;
  /** Particles; fewer where little is to be seen of them. */
  readonly count: number;
  readonly width: number;
  readonly height: number;
  /** Whether the page's words stay. */
  readonly words?: boolean;
  /** Called before the page is loaded. */
  readonly prepare?: (page: Page) => Promise<void>;
  readonly play: (camera: Camera) => Promise<void>;
}

export interface Camera {
  readonly page: Page;
  /** So many seconds of the page, filmed. */
  roll(seconds: number): Promise<void>;
  /** So many seconds that nobody sees. */
  skip(seconds: number): Promise<void>;
  /** Lets time pass until it is so; filmed. */
  rollUntil(state: 'formed' | 'dissolved'): Promise<void>;
}

/** Only the opening image: the training data never comes. */
const withoutData = async (page: Page): Promise<void> => {
  await page.route('**/data/**', () => {});
};

/** Steps after which the network is asked for its image; the last one takes a minute on a slow machine. */
const STEPS = [0, 40, 120, 300];

export const films: readonly Film[] = [
  {
    name: 'forming',
    address: 'genesis/?seed=2',
    count: 32_768,
    width: 720,
    height: 400,
    prepare: withoutData,
    async play({ page, roll, skip, rollUntil }) {
      await page.evaluate(() => window.genesis.swarm.reset(2));
      await skip(0.5);
      await page.evaluate(async () => {
        const { generator, swarm } = window.genesis;
        const image = await generator!.sample({ seed: 2 });
        void swarm.form(image, { smooth: true, origin: 'scatter' });
      });
      await rollUntil('formed');
      await roll(0.9);
      await page.evaluate(() => void window.genesis.swarm.dissolve({ style: 'burst' }));
      await rollUntil('dissolved');
    },
  },
  {
    name: 'learning',
    address: 'genesis/?seed=2&model=dense',
    count: 12_288,
    width: 480,
    height: 360,
    words: true,
    async play({ page, roll, skip }) {
      while (!(await page.evaluate(() => window.genesis?.trainer !== undefined))) await skip(0.1);
      await page.evaluate(() => window.genesis.trainer!.ready.then(() => window.genesis.trainer!.pause()));
      await page.evaluate(() => window.genesis.trainer!.restart());
      let done = 0;
      for (const step of STEPS) {
        // The page's own show is not to interfere, and training takes as long as it takes.
        await page.evaluate(async steps => {
          const { trainer, swarm } = window.genesis;
          for (let k = 0; k < steps; k++) await trainer!.step();
          const image = await trainer!.sample({ seed: 4, label: 3 });
          void swarm.form(image, { smooth: true });
        }, step - done);
        done = step;
        await page.evaluate(step => {
          const caption = document.querySelector('#caption') as HTMLElement;
          caption.innerHTML = step
            ? `Drawn by <strong>the network in training</strong> after ${step} steps.`
            : 'Drawn by <strong>the network in training</strong>, before its first step.';
        }, step);
        await roll(1.8);
      }
      await roll(0.8);
    },
  },
  {
    name: 'swarm',
    address: 'swarm/?seed=1',
    count: 24_576,
    width: 640,
    height: 400,
    async play({ page, roll, skip, rollUntil }) {
      const next = () => page.keyboard.press('n');
      await next();
      await skip(3.2);
      await roll(0.3);
      await page.evaluate(() => void window.genesis.swarm.dissolve({ style: 'blow' }));
      await roll(1.1);
      await next();
      await rollUntil('formed');
      await roll(0.6);
      await next();
      await roll(2.4);
    },
  },
  {
    name: 'arena',
    address: 'arena/?seed=1',
    count: 4096,
    width: 480,
    height: 360,
    async play({ page, roll, skip }) {
      while (!(await page.evaluate(() => window.arena !== undefined))) await skip(0.1);
      await page.evaluate(() => window.arena!.start());
      await skip(2.5);
      await page.mouse.down();
      for (let frame = 0; frame < 78; frame++) {
        // Whoever plays aims at the next one.
        const { x, y } = await page.evaluate(() => {
          const { nearest, field } = window.arena!;
          const { x, y } = nearest?.effect.position ?? { x: 0, y: 0 };
          return { x: x / field.x, y: y / field.y };
        });
        await page.mouse.move(240 * (1 + x), 180 * (1 - y));
        await roll(1 / 12);
      }
    },
  },
];
