import type { BackendName } from 'genesis-particles/gan';
import type { Readout } from '../stage/Readout.ts';
import type { AskPad } from './AskPad.ts';
import type { Exhibition } from './Exhibition.ts';

/** What a lesson works with, whatever is learnt. */
export interface LessonParts {
  readonly exhibition: Exhibition;
  readonly readout: Readout;
  readonly pad: AskPad;
  readonly seed: number;
  readonly backend: BackendName | 'auto';
  readonly model: 'auto' | 'conv' | 'dense' | 'article';
}
