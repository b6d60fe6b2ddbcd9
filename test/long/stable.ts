/**
 * Is the recipe `stable` worth its name? The article's networks, trained for 400 steps on MNIST in a worker of a browser, by
 * the article's recipe and by `stable` with exact R1 + R2, three seeds each. How many times lower the Fréchet distance to
 * the test images is, by the mean over the seeds, depends on whose features it is taken in, so both classifiers of digits
 * are asked. Writes `docs/tables/stable.json`.
 */
import { writeFile } from '../../scripts/pictures.ts';
import { scoreGenerator } from '../../scripts/scoreGenerator.ts';
import type { GanTrainerOptions } from '../../src/gan/index.ts';
import { openLibrary } from './openLibrary.ts';
import { describeProvenance } from './provenance.ts';

const TABLE = 'docs/tables/stable.json';
/** By each, the article's distance as a multiple of that of `stable` has to be at least so large. */
const WANTED = {
  'models/digits-classifier.safetensors': 2.5,
  'models/digits-classifier-2.safetensors': 3,
} as const;
const SEEDS = [1, 2, 3];
const STEPS = 400;
const SAMPLES = 5000;

const RECIPES = {
  article: { preset: 'article' },
  stable: { preset: 'stable', penalty: { gamma: 1, method: 'exact' }, learningRate: 2e-4 },
} satisfies Record<string, Omit<GanTrainerOptions, 'dataset'>>;

type ClassifierPath = keyof typeof WANTED;

interface Row {
  readonly recipe: string;
  readonly seed: number;
  readonly classifier: ClassifierPath;
  readonly frechetDistance: number;
  readonly floor: number | null;
}

const CLASSIFIERS = Object.keys(WANTED) as ClassifierPath[];

export async function verifyStable(): Promise<void> {
  const { page, environment, problems, close } = await openLibrary();
  try {
    const rows: Row[] = [];
    for (const [recipe, options] of Object.entries(RECIPES)) {
      for (const seed of SEEDS) {
        const trained = await page.evaluate(
          async ({ settings, steps }) => {
            const trainer = new window.exported.GanTrainer({
              ...settings,
              dataset: 'mnist',
              model: 'article',
              watchdog: 'off',
              backend: 'wasm',
              sampleSeconds: Number.POSITIVE_INFINITY,
            });
            await trainer.train({ steps });
            const bytes = await trainer.saveGenerator();
            trainer.dispose();
            return [...bytes];
          },
          { settings: { ...options, seed } as object, steps: STEPS },
        );
        for (const classifier of CLASSIFIERS) {
          const { scores } = await scoreGenerator(Uint8Array.from(trained), {
            samples: SAMPLES,
            seed,
            classifier,
          });
          const { value, floor } = scores.frechetDistance;
          rows.push({ recipe, seed, classifier, frechetDistance: value, floor });
          const words = `Fréchet distance ${value.toFixed(1)}, floor ${floor?.toFixed(2)}`;
          console.log(`${recipe}, seed ${seed}, by ${classifier}: ${words}`);
        }
        writeTable(environment, rows);
      }
    }
    const ratios = CLASSIFIERS.map(classifier => [classifier, ratioBy(classifier, rows)] as const);
    for (const [classifier, ratio] of ratios) console.log(`${ratio.toFixed(2)} times lower by ${classifier}`);
    const missed = ratios.filter(([classifier, ratio]) => ratio < WANTED[classifier]);
    if (missed.length > 0) throw new Error(`Not as much lower as wanted: ${JSON.stringify(missed)}`);
    if (problems.length > 0) throw new Error(`The page complained:\n${problems.join('\n')}`);
  } finally {
    await close();
  }
}

function ratioBy(classifier: ClassifierPath, rows: readonly Row[]): number {
  const mean = (recipe: string) => {
    const own = rows.filter(row => row.recipe === recipe && row.classifier === classifier);
    return own.reduce((sum, { frechetDistance }) => sum + frechetDistance, 0) / own.length;
  };
  return mean('article') / mean('stable');
}

function writeTable(environment: string, rows: readonly Row[]): void {
  const what = `Fréchet distance of ${SAMPLES} samples to the 10,000 MNIST test images, in the features of the classifier named, after ${STEPS} steps of the article's networks`;
  const table = {
    ...describeProvenance('npm run verify -- stable'),
    what,
    environment,
    recipes: RECIPES,
    timesLower: Object.fromEntries(CLASSIFIERS.map(name => [name, ratioBy(name, rows)])),
    rows,
  };
  writeFile(TABLE, `${JSON.stringify(table, null, 2)}\n`);
}
