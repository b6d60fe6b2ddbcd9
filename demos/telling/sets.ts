import type { SwarmParameters } from 'genesis-particles';

/** What can be told: by which generator, how it looks, and what to begin with. */
export interface ToldSet {
  readonly generator: string;
  readonly caption: string;
  readonly look: Partial<SwarmParameters>;
  readonly examples: readonly [string, ...string[]];
}

export const SETS = {
  faces: {
    generator: 'portraits-text',
    caption: 'A face, *as it is told*.',
    look: { layout: 'grid', brightness: 0.75, shimmer: 0.003 },
    examples: [
      'sad girl with blue hair and glasses',
      'a bearded man in a hat',
      'happy kid with pink braids',
      'a lady with dark skin and grey curls, in yellow',
    ],
  },
  digits: {
    generator: 'digits-text',
    caption: 'A digit, *as it is told*.',
    look: { tint: 1 },
    examples: ['seven', '7', '七', 'write a three', '数字五'],
  },
} as const satisfies Record<string, ToldSet>;
export type SetName = keyof typeof SETS;
