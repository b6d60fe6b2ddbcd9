/** How an image is given to particles. */

import { layoutNames } from '../layouts/arrange.glsl.ts';
import type { Parameter } from './Parameter.ts';

export const imageParameters = {
  layout: {
    kind: 'choice',
    group: 'Form',
    label: 'Layout',
    default: 'flow',
    options: layoutNames,
    taste: ['flow', 'grid', 'transport'],
    help: 'A grid with exact colours, density that follows the light, or the shortest ways from the last image.',
  },
  weight: {
    kind: 'choice',
    group: 'Form',
    label: 'Weight',
    default: 'auto',
    options: ['auto', 'brightness', 'alpha', 'even'],
    help: 'What the density of particles follows; auto: brightness where they add light, alpha where they cover.',
  },
  colorWeight: {
    kind: 'number',
    group: 'Form',
    label: 'Colour weight',
    unit: 'image heights',
    default: 0,
    min: 0,
    max: 2,
    step: 0.05,
    help: 'For transport: how far a particle flies rather than change its colour by a whole channel.',
  },
  relief: {
    kind: 'number',
    group: 'Form',
    label: 'Relief',
    unit: 'image heights',
    default: 0,
    min: -1,
    max: 1,
    step: 0.01,
    help: 'How far bright parts stand out in front of dark ones.',
  },
  thickness: {
    kind: 'number',
    group: 'Form',
    label: 'Thickness',
    unit: 'image heights',
    default: 0.03,
    min: 0,
    max: 0.5,
    step: 0.005,
    taste: [0.01, 0.06],
    help: 'How far particles lie before and behind the image.',
  },
} as const satisfies Record<string, Parameter>;
