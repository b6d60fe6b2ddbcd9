/** What colours particles have beyond those of the image. */

import type { Parameter } from './Parameter.ts';

export const colorParameters = {
  tint: {
    kind: 'number',
    group: 'Look',
    label: 'Tint',
    unit: '',
    default: 0,
    min: 0,
    max: 1,
    step: 0.01,
    taste: [0.4, 0.9],
    help: 'Share of the two temperatures in the colour; 0 leaves the colours of the image.',
  },
  tintBy: {
    kind: 'choice',
    group: 'Look',
    label: 'Tint by',
    default: 'home',
    options: ['home', 'speed', 'age'],
    taste: ['home', 'speed', 'age'],
    help: 'What warms a particle: being home, being fast, or how long ago it was called.',
  },
  cold: {
    kind: 'color',
    group: 'Look',
    label: 'Cold',
    default: '#1f7f9c',
    taste: { hue: [175, 250], saturation: [0.5, 0.8], lightness: [0.3, 0.45] },
    help: 'Colour of a particle that is still on its way.',
  },
  warm: {
    kind: 'color',
    group: 'Look',
    label: 'Warm',
    default: '#ffa04d',
    taste: { hue: [8, 48], saturation: [0.8, 1], lightness: [0.6, 0.72] },
    help: 'Colour of a particle that is home.',
  },
  critiqueTint: {
    kind: 'number',
    group: 'Look',
    label: 'Critique tint',
    unit: '',
    default: 0.9,
    min: 0,
    max: 1,
    step: 0.01,
    help: 'How much warmer and brighter it is where a critic wants more of the image, and colder and dimmer where less.',
  },
} as const satisfies Record<string, Parameter>;
