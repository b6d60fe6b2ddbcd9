/** The objectives by name. */

import { hinge } from './hinge.ts';
import { leastSquares } from './leastSquares.ts';
import { minimax } from './minimax.ts';
import type { ObjectiveName } from './names.ts';
import { nonSaturating } from './nonSaturating.ts';
import type { Objective } from './Objective.ts';
import { relativistic } from './relativistic.ts';
import { wasserstein } from './wasserstein.ts';

export const OBJECTIVES: Readonly<Record<ObjectiveName, Objective>> = {
  'non-saturating': nonSaturating,
  minimax,
  'least-squares': leastSquares,
  hinge,
  wasserstein,
  relativistic,
};
