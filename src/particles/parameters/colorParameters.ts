/** What colours particles have beyond those of the image. */

import type { Parameter } from './Parameter.ts';

export const colorParameters = {
  tint: {
    kind: 'number',
    group: 'Colour',
    label: 'Tint',
    unit: '',
    default: 0,
    min: 0,
    max: 1,
    step: 0.01,
    help: 'Share of the two temperatures in the colour; 0 leaves the colours of the image.',
  },
  tintBy: {
    kind: 'choice',
    group: 'Colour',
    label: 'Tint by',
    default: 'home',
    options: ['home', 'speed', 'age'],
    help: 'What warms a particle: being home, being fast, or how long ago it was called.',
  },
  cold: {
    kind: 'color',
    group: 'Colour',
    label: 'Cold',
    default: '#1f7f9c',
    help: 'Colour of a particle that is still on its way.',
  },
  warm: {
    kind: 'color',
    group: 'Colour',
    label: 'Warm',
    default: '#ffa04d',
    help: 'Colour of a particle that is home.',
  },
  critiqueTint: {
    kind: 'number',
    group: 'Colour',
    label: 'Critique tint',
    unit: '',
    default: 0.9,
    min: 0,
    max: 1,
    step: 0.01,
    help: 'How much warmer and brighter it is where a critic wants more of the image, and colder and dimmer where less.',
  },
} as const satisfies Record<string, Parameter>;
