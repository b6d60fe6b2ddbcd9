/** The objectives known by name; each has its file here. */
export type ObjectiveName = 'non-saturating' | 'minimax' | 'relativistic';

export const OBJECTIVE_NAMES: readonly ObjectiveName[] = ['non-saturating', 'minimax', 'relativistic'];
