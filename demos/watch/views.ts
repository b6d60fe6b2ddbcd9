import type { HistoryRow, Recipe } from 'genesis-particles/gan';
import { credence } from './credence.ts';

export interface Line {
  readonly name: string;
  /** Undefined where it was not measured. */
  readonly read: (values: HistoryRow['values']) => number | undefined;
}

/** What the chart can show. */
export interface View {
  /** What is seen, in words. */
  readonly says: string;
  /** What to say while there is nothing to see. */
  readonly empty: string;
  /** One or two: the first cool, the second warm, as everything that the generator does. */
  readonly lines: readonly (Line | null)[];
  /** A quiet line to measure them by. */
  readonly reference?: Line;
  /** Values that are in view whatever the lines do. */
  readonly include: readonly number[];
  readonly logarithmic?: boolean;
}

const line = (name: string, measure: string): Line => ({ name, read: values => values[measure] });
const at = (height: number, name: string): Line => ({ name, read: () => height });

const START = 'Before the first step.';

/** By the names of their tabs. What D's verdicts mean depends on the objective. */
export const VIEWS: Readonly<Record<ViewName, (objective: Recipe['objective']) => View>> = {
  losses: () => ({
    says: 'What each tries to make small',
    empty: START,
    lines: [line('discriminator', 'discriminatorLoss'), line('generator', 'generatorLoss')],
    include: [0, 0.1],
  }),
  verdicts: objective => {
    const certain = credence(objective, 0, 0) !== null;
    return {
      says: certain ? 'How far D takes images for real' : 'How high D scores images',
      empty: START,
      lines: [
        { name: 'real', read: verdict(objective, 'realLogit', 'fakeLogit') },
        { name: 'generated', read: verdict(objective, 'fakeLogit', 'realLogit') },
      ],
      ...(certain && { reference: at(0.5, 'undecided') }),
      include: certain ? [0, 1] : [],
    };
  },
  gradients: () => ({
    says: 'How hard each loss pulls (log)',
    empty: START,
    lines: [line('discriminator', 'discriminatorGradient'), line('generator', 'generatorGradient')],
    include: [],
    logarithmic: true,
  }),
  variety: () => ({
    says: 'How varied its images are',
    empty: 'Looked at every 50 steps.',
    lines: [line('classes', 'classEntropy'), line('differences', 'diversity')],
    reference: at(1, 'as real ones'),
    include: [0, 1],
  }),
  distance: () => ({
    says: 'Fréchet distance to unseen images',
    empty: 'Not measured yet.',
    lines: [null, line('generated', 'evaluation/frechetDistance')],
    reference: line('real to real', 'evaluation/frechetDistanceFloor'),
    include: [0],
  }),
};

export type ViewName = 'losses' | 'verdicts' | 'gradients' | 'variety' | 'distance';

function verdict(objective: Recipe['objective'], one: string, other: string): Line['read'] {
  return ({ [one]: logit, [other]: beside }) =>
    logit === undefined || beside === undefined ? undefined : (credence(objective, logit, beside) ?? logit);
}
