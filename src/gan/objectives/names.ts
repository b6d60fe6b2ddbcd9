/** The objectives known by name; each has its file here. */
export type ObjectiveName =
  | 'non-saturating'
  | 'minimax'
  | 'least-squares'
  | 'hinge'
  | 'wasserstein'
  | 'relativistic';

export const OBJECTIVE_NAMES: readonly ObjectiveName[] = [
  'non-saturating',
  'minimax',
  'least-squares',
  'hinge',
  'wasserstein',
  'relativistic',
];
