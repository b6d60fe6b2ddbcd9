import { dissolveStyles } from './dissolves/index.ts';
import { layoutNames } from './layouts/arrange.glsl.ts';
import { originNames } from './origins.ts';
import { easingNames } from './Simulation.ts';
import { staggerNames } from './shaders/turns.glsl.ts';

/**
 * The one description of every live parameter of a swarm. Types, validation, the control panel and the
 * documentation are all made from this table. Lengths are in image heights, so a look does not change with
 * the size of the effect in its scene.
 */

/** What a parameter is about; a panel has a folder for each. */
export type ParameterGroup = 'Image' | 'Flight' | 'Forces' | 'Look' | 'Colour';

/** A number that may be changed at any time; it acts from the next simulation step on. */
export interface NumberParameter {
  readonly kind: 'number';
  readonly group: ParameterGroup;
  /** What a panel calls it. */
  readonly label: string;
  /** What one unit of it means; empty for a plain factor. */
  readonly unit: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** What it does, in a sentence. */
  readonly help: string;
}

/** An sRGB colour, written `#rrggbb`. */
export interface ColorParameter {
  readonly kind: 'color';
  readonly group: ParameterGroup;
  readonly label: string;
  readonly default: string;
  readonly help: string;
}

/** One of several names. */
export interface ChoiceParameter {
  readonly kind: 'choice';
  readonly group: ParameterGroup;
  readonly label: string;
  readonly default: string;
  readonly options: readonly string[];
  readonly help: string;
}

export type Parameter = NumberParameter | ColorParameter | ChoiceParameter;

export const swarmParameters = {
  layout: {
    kind: 'choice',
    group: 'Image',
    label: 'Layout',
    default: 'flow',
    options: layoutNames,
    help: 'How pixels are given to particles: a grid with exact colours, density that follows the light, or the shortest ways from the last image.',
  },
  weight: {
    kind: 'choice',
    group: 'Image',
    label: 'Weight',
    default: 'auto',
    options: ['auto', 'brightness', 'alpha', 'even'],
    help: 'What the density of particles follows. By itself: brightness where they add light, alpha where they cover.',
  },
  colorWeight: {
    kind: 'number',
    group: 'Image',
    label: 'Colour weight',
    unit: 'image heights',
    default: 0,
    min: 0,
    max: 2,
    step: 0.05,
    help: 'In the transport layout: how far a particle flies rather than change its colour by a whole channel.',
  },
  relief: {
    kind: 'number',
    group: 'Image',
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
    group: 'Image',
    label: 'Thickness',
    unit: 'image heights',
    default: 0.03,
    min: 0,
    max: 0.5,
    step: 0.005,
    help: 'How far particles lie before and behind the image.',
  },
  origin: {
    kind: 'choice',
    group: 'Flight',
    label: 'Origin',
    default: 'scatter',
    options: originNames,
    help: 'Where particles set out from when nothing stands yet.',
  },
  stagger: {
    kind: 'choice',
    group: 'Flight',
    label: 'Stagger',
    default: 'distance',
    options: staggerNames,
    help: 'In which order they set out.',
  },
  easing: {
    kind: 'choice',
    group: 'Flight',
    label: 'Easing',
    default: 'smooth',
    options: easingNames,
    help: 'How suddenly home takes hold of a particle.',
  },
  formTime: {
    kind: 'number',
    group: 'Flight',
    label: 'Forming time',
    unit: 's',
    default: 1.9,
    min: 0.2,
    max: 10,
    step: 0.05,
    help: 'How long the last particle waits before its spring pulls at full strength.',
  },
  dissolve: {
    kind: 'choice',
    group: 'Flight',
    label: 'Dissolve',
    default: 'burst',
    options: dissolveStyles,
    help: 'How an image comes apart.',
  },
  dissolveTime: {
    kind: 'number',
    group: 'Flight',
    label: 'Dissolving time',
    unit: 's',
    default: 1.2,
    min: 0.2,
    max: 10,
    step: 0.05,
    help: 'How long it takes until nothing is to be seen.',
  },
  timeScale: {
    kind: 'number',
    group: 'Flight',
    label: 'Time scale',
    unit: '',
    default: 1,
    min: 0,
    max: 4,
    step: 0.01,
    help: 'Speed of everything; 0 stands still.',
  },
  spring: {
    kind: 'number',
    group: 'Flight',
    label: 'Spring',
    unit: '1/s²',
    default: 130,
    min: 5,
    max: 600,
    step: 1,
    help: 'How strongly a particle is drawn to its home. Stiff forms sooner, weak drifts in.',
  },
  damping: {
    kind: 'number',
    group: 'Flight',
    label: 'Damping',
    unit: 'of critical',
    default: 0.82,
    min: 0.1,
    max: 2,
    step: 0.01,
    help: 'Below 1 particles overshoot their home by a hair, above 1 they creep into it.',
  },
  turbulence: {
    kind: 'number',
    group: 'Flight',
    label: 'Turbulence',
    unit: 'image heights/s',
    default: 1.4,
    min: 0,
    max: 4,
    step: 0.01,
    help: 'Speed of the curl-noise streams that carry particles in flight.',
  },
  gravity: {
    kind: 'number',
    group: 'Forces',
    label: 'Gravity',
    unit: 'image heights/s²',
    default: 0,
    min: -6,
    max: 6,
    step: 0.05,
    help: 'Draws particles in flight down; below 0, up.',
  },
  wind: {
    kind: 'number',
    group: 'Forces',
    label: 'Wind',
    unit: 'image heights/s',
    default: 0,
    min: 0,
    max: 4,
    step: 0.01,
    help: 'Carries particles in flight.',
  },
  windAngle: {
    kind: 'number',
    group: 'Forces',
    label: 'Wind direction',
    unit: '°',
    default: 0,
    min: -180,
    max: 180,
    step: 1,
    help: 'Where the wind blows to: 0 right, 90 up.',
  },
  attractor: {
    kind: 'number',
    group: 'Forces',
    label: 'Attractor',
    unit: 'image heights/s²',
    default: 0,
    min: -60,
    max: 60,
    step: 0.5,
    help: 'Draws particles to a point; below 0, away from it.',
  },
  attractorX: {
    kind: 'number',
    group: 'Forces',
    label: 'Attractor x',
    unit: 'image heights',
    default: 0,
    min: -2,
    max: 2,
    step: 0.01,
    help: 'Where it is, to the right of the middle.',
  },
  attractorY: {
    kind: 'number',
    group: 'Forces',
    label: 'Attractor y',
    unit: 'image heights',
    default: 0,
    min: -2,
    max: 2,
    step: 0.01,
    help: 'Where it is, above the middle.',
  },
  attractorZ: {
    kind: 'number',
    group: 'Forces',
    label: 'Attractor z',
    unit: 'image heights',
    default: 0,
    min: -2,
    max: 2,
    step: 0.01,
    help: 'Where it is, in front of the image.',
  },
  attractorRadius: {
    kind: 'number',
    group: 'Forces',
    label: 'Attractor radius',
    unit: 'image heights',
    default: 0.6,
    min: 0.05,
    max: 4,
    step: 0.01,
    help: 'How far it reaches.',
  },
  vortex: {
    kind: 'number',
    group: 'Forces',
    label: 'Vortex',
    unit: 'image heights/s²',
    default: 0,
    min: -60,
    max: 60,
    step: 0.5,
    help: 'Stirs particles anticlockwise; below 0, clockwise.',
  },
  vortexX: {
    kind: 'number',
    group: 'Forces',
    label: 'Vortex x',
    unit: 'image heights',
    default: 0,
    min: -2,
    max: 2,
    step: 0.01,
    help: 'Where its axis is, to the right of the middle.',
  },
  vortexY: {
    kind: 'number',
    group: 'Forces',
    label: 'Vortex y',
    unit: 'image heights',
    default: 0,
    min: -2,
    max: 2,
    step: 0.01,
    help: 'Where its axis is, above the middle.',
  },
  vortexRadius: {
    kind: 'number',
    group: 'Forces',
    label: 'Vortex radius',
    unit: 'image heights',
    default: 0.6,
    min: 0.05,
    max: 4,
    step: 0.01,
    help: 'How far it reaches.',
  },
  pointer: {
    kind: 'number',
    group: 'Forces',
    label: 'Pointer',
    unit: 'image heights/s²',
    default: 30,
    min: -80,
    max: 80,
    step: 0.5,
    help: 'How strongly a pointer over the image pushes particles away; below 0, draws them.',
  },
  pointerRadius: {
    kind: 'number',
    group: 'Forces',
    label: 'Pointer radius',
    unit: 'image heights',
    default: 0.16,
    min: 0.02,
    max: 2,
    step: 0.01,
    help: 'How far the pointer reaches.',
  },
  pressure: {
    kind: 'number',
    group: 'Forces',
    label: 'Pressure',
    unit: 'image heights²/s²',
    default: 0,
    min: 0,
    max: 2,
    step: 0.01,
    help: 'How strongly particles push each other out of crowds.',
  },
  cohesion: {
    kind: 'number',
    group: 'Forces',
    label: 'Cohesion',
    unit: 'image heights²/s²',
    default: 0,
    min: 0,
    max: 2,
    step: 0.01,
    help: 'How strongly particles are drawn to crowds further off.',
  },
  blending: {
    kind: 'choice',
    group: 'Look',
    label: 'Blending',
    default: 'additive',
    options: ['additive', 'alpha', 'opaque'],
    help: 'Particles add their light, cover what is behind them, or are solid.',
  },
  sprite: {
    kind: 'choice',
    group: 'Look',
    label: 'Sprite',
    default: 'soft',
    options: ['soft', 'round', 'square'],
    help: 'Shape of a particle.',
  },
  primitive: {
    kind: 'choice',
    group: 'Look',
    label: 'Drawn as',
    default: 'auto',
    options: ['auto', 'points', 'quads'],
    help: 'What the GPU draws a particle with. Points are mostly faster, quads have no largest size.',
  },
  particleSize: {
    kind: 'number',
    group: 'Look',
    label: 'Particle size',
    unit: '× mean spacing',
    default: 1.1,
    min: 0.1,
    max: 16,
    step: 0.05,
    help: 'Diameter of a particle, measured against the mean distance between particles.',
  },
  worldSize: {
    kind: 'number',
    group: 'Look',
    label: 'World size',
    unit: 'world units',
    default: 0,
    min: 0,
    max: 1,
    step: 0.001,
    help: 'Diameter of a particle in the scene, whatever their number; 0: by the mean spacing.',
  },
  minPixels: {
    kind: 'number',
    group: 'Look',
    label: 'Least size',
    unit: 'px',
    default: 1.5,
    min: 0.5,
    max: 16,
    step: 0.1,
    help: 'No particle in flight is drawn smaller; smaller ones lose light instead. At rest it is 3, or what it says.',
  },
  maxPixels: {
    kind: 'number',
    group: 'Look',
    label: 'Largest size',
    unit: 'px',
    default: 64,
    min: 1,
    max: 256,
    step: 1,
    help: 'No particle is drawn larger.',
  },
  embers: {
    kind: 'number',
    group: 'Look',
    label: 'Embers',
    unit: '',
    default: 0.025,
    min: 0,
    max: 0.5,
    step: 0.005,
    help: 'Share of particles that are larger and brighter than the others.',
  },
  shimmer: {
    kind: 'number',
    group: 'Look',
    label: 'Shimmer',
    unit: 'image heights',
    default: 0.006,
    min: 0,
    max: 0.05,
    step: 0.001,
    help: 'How far a particle that is home still trembles. Drawn only; the state stays still.',
  },
  brightness: {
    kind: 'number',
    group: 'Look',
    label: 'Brightness',
    unit: '',
    default: 1,
    min: 0,
    max: 8,
    step: 0.01,
    help: 'Light of the swarm. At 1 a formed image is as bright as the picture itself.',
  },
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
} as const satisfies Record<string, Parameter>;

export type SwarmParameterName = keyof typeof swarmParameters;

type Value<P> = P extends NumberParameter
  ? number
  : P extends { kind: 'choice'; options: readonly (infer Name)[] }
    ? Name
    : string;

/** The live values: assign to them at any time. See {@link swarmParameters} for meaning, unit and range of each. */
export type SwarmParameters = {
  -readonly [Name in SwarmParameterName]: Value<(typeof swarmParameters)[Name]>;
};

/**
 * The live parameters of one swarm, at their defaults where `initial` says nothing. Assigning NaN, a wrong type or
 * a text that is no colour throws and leaves the value as it was; a number outside its range is clamped, with one
 * warning a parameter. `onChange` is called when a value has become another.
 */
export function createParameters(
  initial: Partial<SwarmParameters> = {},
  onChange: () => void = () => {},
): SwarmParameters {
  const values: Record<string, number | string> = {};
  const warned = new Set<string>();
  const parameters = {} as SwarmParameters;
  let live = false;
  for (const [name, parameter] of Object.entries<Parameter>(swarmParameters)) {
    values[name] = parameter.default;
    Object.defineProperty(parameters, name, {
      enumerable: true,
      get: () => values[name],
      set: (value: unknown) => {
        const checked = check(name, parameter, value, warned);
        if (checked === values[name]) return;
        values[name] = checked;
        if (live) onChange();
      },
    });
  }
  Object.seal(parameters);
  for (const name of Object.keys(initial)) {
    if (Object.hasOwn(swarmParameters, name)) continue;
    throw new TypeError(
      `There is no parameter "${name}". There are ${Object.keys(swarmParameters).join(', ')}.`,
    );
  }
  Object.assign(parameters, initial);
  live = true;
  return parameters;
}

function check(name: string, parameter: Parameter, value: unknown, warned: Set<string>): number | string {
  if (parameter.kind === 'number') return checkNumber(name, parameter, value, warned);
  if (parameter.kind === 'color') return checkColor(name, parameter, value);
  return checkChoice(name, parameter, value);
}

function checkNumber(name: string, parameter: NumberParameter, value: unknown, warned: Set<string>): number {
  if (typeof value !== 'number' || Number.isNaN(value)) {
    throw new TypeError(
      `The parameter "${name}" was set to ${String(value)}. It takes a number from ${parameter.min} to ${parameter.max}` +
        `${parameter.unit ? ` (${parameter.unit})` : ''}.`,
    );
  }
  const clamped = Math.min(parameter.max, Math.max(parameter.min, value));
  if (clamped !== value && !warned.has(name)) {
    warned.add(name);
    console.warn(
      `The parameter "${name}" was set to ${value}; it reaches from ${parameter.min} to ${parameter.max}, so ` +
        `${clamped} is used.`,
    );
  }
  return clamped;
}

function checkColor(name: string, parameter: ColorParameter, value: unknown): string {
  if (typeof value !== 'string' || !/^#[0-9a-f]{6}$/i.test(value)) {
    throw new TypeError(
      `The parameter "${name}" was set to ${String(value)}. It takes a colour written like ${parameter.default}.`,
    );
  }
  return value;
}

function checkChoice(name: string, { options }: ChoiceParameter, value: unknown): string {
  if (typeof value === 'string' && options.includes(value)) return value;
  throw new TypeError(
    `The parameter "${name}" was set to ${String(value)}. It takes one of ${options.map(option => `'${option}'`).join(', ')}.`,
  );
}
