/**
 * Is the recipe `stable` worth its name? The article's networks, trained for 400 steps on MNIST in a worker of a browser, by
 * the article's recipe and by `stable` with exact R1 + R2, three seeds each. By the mean over the seeds, the Fréchet
 * distance to the test images has to be three times lower. Writes `docs/tables/stable.json`.
 */
import { writeFile } from '../../scripts/pictures.ts';
import type { GanTrainerOptions } from '../../src/gan/index.ts';
import { openLibrary } from './openLibrary.ts';
import { describeProvenance } from './provenance.ts';

const TABLE = 'docs/tables/stable.json';
const CLASSIFIER = '/models/digits-classifier.safetensors';
const SEEDS = [1, 2, 3];
const STEPS = 400;
const SAMPLES = 5000;
/** The article's distance as a multiple of that of `stable`. */
const WANTED = 3;

const RECIPES = {
  article: { preset: 'article' },
  stable: { preset: 'stable', penalty: { gamma: 1, method: 'exact' }, learningRate: 2e-4 },
} satisfies Record<string, Omit<GanTrainerOptions, 'dataset'>>;

export async function verifyStable(): Promise<void> {
  const { page, environment, problems, close } = await openLibrary();
  try {
    const rows: { recipe: string; seed: number; frechetDistance: number; floor: number | null }[] = [];
    for (const [recipe, options] of Object.entries(RECIPES)) {
      for (const seed of SEEDS) {
        const { value, floor } = await page.evaluate(
          async ({ settings, steps, samples, classifier }) => {
            const trainer = new window.exported.GanTrainer({
              ...settings,
              dataset: 'mnist',
              model: 'article',
              classifier: new URL(classifier, location.href),
              watchdog: 'off',
              backend: 'wasm',
              sampleSeconds: Number.POSITIVE_INFINITY,
            });
            await trainer.train({ steps });
            const { frechetDistance } = await trainer.evaluate({ samples });
            trainer.dispose();
            return frechetDistance;
          },
          {
            settings: { ...options, seed } as object,
            steps: STEPS,
            samples: SAMPLES,
            classifier: CLASSIFIER,
          },
        );
        rows.push({ recipe, seed, frechetDistance: value, floor });
        console.log(
          `${recipe}, seed ${seed}: Fréchet distance ${value.toFixed(1)}, floor ${floor?.toFixed(2)}`,
        );
        writeTable(environment, rows);
      }
    }
    const mean = (recipe: string) => {
      const values = rows.filter(row => row.recipe === recipe).map(row => row.frechetDistance);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    const ratio = mean('article') / mean('stable');
    console.log(`${ratio.toFixed(2)} times lower`);
    if (ratio < WANTED)
      throw new Error(`The recipe stable is ${ratio.toFixed(2)} times better, not ${WANTED}.`);
    if (problems.length > 0) throw new Error(`The page complained:\n${problems.join('\n')}`);
  } finally {
    await close();
  }
}

function writeTable(environment: string, rows: readonly object[]): void {
  const what = `Fréchet distance of ${SAMPLES} samples to the 10,000 MNIST test images, in the features of models/digits-classifier.safetensors, after ${STEPS} steps of the article's networks`;
  const table = {
    ...describeProvenance('npm run verify -- stable'),
    what,
    environment,
    recipes: RECIPES,
    rows,
  };
  writeFile(TABLE, `${JSON.stringify(table, null, 2)}\n`);
}
