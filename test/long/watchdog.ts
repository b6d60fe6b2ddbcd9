/**
 * Does the watchdog see trainings go wrong, and mend them? Four real trainings on MNIST, in a worker of a browser: three
 * that are bound to fail, each once mended and once left alone, and one that is healthy.
 *
 * - a learning rate a thousand times too high;
 * - twenty steps of the discriminator for one of a generator that hardly moves;
 * - the article's recipe, which makes ever fewer kinds of digits;
 * - the recipe `stable`, for 2,000 steps: the watchdog has to be silent.
 *
 * Writes the warnings, and what was measured before and after them, to `docs/tables/watchdog.json`. A training is mended
 * when, 300 steps after its last remedy, all it measures is finite, and the number that gave it away is back on the right
 * side of the watchdog's limit; left alone, it must not be.
 */
import { writeFile } from '../../scripts/pictures.ts';
import type {
  GanTrainerOptions,
  StepDetail,
  TroubleKind,
  Vitals,
  WarningDetail,
} from '../../src/gan/index.ts';
import { LIMITS } from '../../src/gan/watchdog/Watchdog.ts';
import { openLibrary } from './openLibrary.ts';
import { describeProvenance } from './provenance.ts';

const TABLE = 'docs/tables/watchdog.json';
const CLASSIFIER = 'models/digits-classifier.safetensors';
/** A remedy has so many steps to show that it helps. */
const CONVALESCENCE = 300;
const HEALTHY_STEPS = 2000;
/** Steps between the onset of trouble and the word about it, at most. */
const PATIENCE = 100;

type Options = Omit<GanTrainerOptions, 'dataset' | 'classifier'>;

interface Case {
  readonly name: string;
  readonly options: Options;
  readonly steps: number;
}

const CASES: readonly Case[] = [
  { name: 'learning rate × 1,000', options: { preset: 'article', learningRate: 0.2 }, steps: 60 },
  {
    name: '20 discriminator steps a generator step',
    options: { preset: 'article', objective: 'minimax', discriminatorSteps: 20, generatorLearningRate: 1e-7 },
    steps: 60,
  },
  { name: "the article's recipe", options: { preset: 'article' }, steps: 400 },
];

/** What was heard of one training. */
interface Record {
  readonly warnings: WarningDetail[];
  readonly vitals: Vitals[];
  readonly steps: StepDetail[];
}

export async function verifyWatchdog(): Promise<void> {
  const { page, environment, problems, close } = await openLibrary();
  const train = (options: Options, steps: number, convalescence: number): Promise<Record> =>
    page.evaluate(
      async ({ settings, goal, rest, classifier }) => {
        const trainer = new window.exported.GanTrainer({
          ...settings,
          dataset: 'mnist',
          classifier: new URL(classifier, location.href),
          backend: 'wasm',
          sampleSeconds: Number.POSITIVE_INFINITY,
        });
        const heard: Record = { warnings: [], vitals: [], steps: [] };
        trainer.addEventListener('warning', ({ detail }) => {
          console.log(detail.message);
          heard.warnings.push(detail);
        });
        trainer.addEventListener('vitals', ({ detail }) => heard.vitals.push(detail));
        trainer.addEventListener('step', ({ detail }) => heard.steps.push(detail));
        await trainer.train({ steps: goal });
        // Until no remedy is younger than it may take to help.
        for (;;) {
          const last = heard.warnings.at(-1)?.step ?? Number.NEGATIVE_INFINITY;
          const left = last + rest - (heard.steps.at(-1)?.step ?? 0);
          if (!(left > 0)) break;
          await trainer.train({ steps: left });
        }
        trainer.dispose();
        return heard;
      },
      { settings: options as object, goal: steps, rest: convalescence, classifier: `/${CLASSIFIER}` },
    );

  try {
    const rows: unknown[] = [];
    const write = () =>
      writeFile(
        TABLE,
        `${JSON.stringify({ ...describeProvenance('npm run verify -- watchdog'), environment, limits: LIMITS, rows }, null, 2)}\n`,
      );
    for (const { name, options, steps } of CASES) {
      console.log(name);
      const mended = await train({ ...options, watchdog: 'act' }, steps, CONVALESCENCE);
      const length = mended.steps.at(-1)!.step;
      const alone = await train({ ...options, watchdog: 'warn' }, length, 0).catch(() => null);
      rows.push({ name, options, steps: length, mended: digest(mended), alone: alone && digest(alone) });
      write();
      assertMended(name, mended, alone);
    }
    const healthy = await train({ preset: 'stable', model: 'dense', watchdog: 'act' }, HEALTHY_STEPS, 0);
    rows.push({ name: 'stable', steps: HEALTHY_STEPS, mended: digest(healthy), alone: null });
    write();
    if (healthy.warnings.length > 0)
      throw new Error(`A healthy training was warned of: ${healthy.warnings[0]!.message}`);
    if (problems.length > 0) throw new Error(`The page complained:\n${problems.join('\n')}`);
  } finally {
    await close();
  }
}

function digest({ warnings, vitals, steps }: Record): unknown {
  return {
    warnings,
    lastStep: steps.at(-1),
    vitals: vitals.filter((_, index) => index % 4 === 0).concat(vitals.slice(-1)),
  };
}

function assertMended(name: string, mended: Record, alone: Record | null): void {
  const [first] = mended.warnings;
  if (!first?.kind) throw new Error(`${name}: the watchdog said nothing.`);
  const onset = onsetOf(first.kind, mended);
  if (first.step! - onset > PATIENCE) {
    throw new Error(`${name}: the trouble began at step ${onset}, the watchdog spoke at ${first.step}.`);
  }
  if (!isWell(first.kind, mended)) throw new Error(`${name}: not mended by the end.`);
  if (alone && isWell(first.kind, alone)) throw new Error(`${name}: it got well without the watchdog too.`);
}

/** The first step at which what the warning is about could be measured. */
function onsetOf(kind: NonNullable<WarningDetail['kind']>, { steps, vitals }: Record): number {
  const isOn: { readonly [K in typeof kind]?: () => number | undefined } = {
    'not-finite': () => steps.find(step => !isFiniteStep(step))?.step,
    'vanishing-gradients': () => steps.find(isWon)?.step,
    'mode-collapse': () => vitals.find(look => look.age >= LIMITS.infancy && isPoor(look))?.step,
  };
  return isOn[kind]?.() ?? Number.NEGATIVE_INFINITY;
}

/** By what gave the trouble away. */
function isWell(kind: TroubleKind, { steps, vitals }: Record): boolean {
  const last = steps.at(-1)!;
  const measured = steps.filter(step => step.generatorGradient !== undefined).at(-1)!;
  const isIll = kind === 'mode-collapse' ? isPoor(vitals.at(-1)!) : isWon({ ...measured, ...last });
  return isFiniteStep(last) && !isIll;
}

function isFiniteStep(step: StepDetail): boolean {
  return Object.values(step).every(Number.isFinite);
}

/** A gradient that was not measured at this step gives nothing away. */
function isWon({ realLogit, fakeLogit, generatorGradient = Number.POSITIVE_INFINITY }: StepDetail): boolean {
  return realLogit - fakeLogit > LIMITS.logitGap || generatorGradient < LIMITS.generatorGradient;
}

function isPoor({ classEntropy, diversity }: Vitals): boolean {
  return classEntropy! < LIMITS.classEntropy || diversity! < LIMITS.diversity;
}
