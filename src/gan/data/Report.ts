import type { OnProgress } from './download.ts';

/** `onProgress` also gets a word on what is being loaded. */
export type OnNamedProgress = (...progress: [...Parameters<OnProgress>, what: string]) => void;

/** Who is told how loading a data set fares. */
export interface Report {
  readonly onProgress: OnNamedProgress;
  /** What was guessed, and what was skipped, in a sentence. */
  readonly onWarning: (message: string) => void;
}
