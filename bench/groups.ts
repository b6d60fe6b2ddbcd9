/** The groups of rows that are measured in the page, in the order in which they are. */
export const groupNames = [
  'simulate',
  'update',
  'draw',
  'memory',
  'pool',
  'layout',
  'fidelity',
  'follow',
  'train',
  'mainThread',
  'frames',
  'opening',
] as const;

export type GroupName = (typeof groupNames)[number];
