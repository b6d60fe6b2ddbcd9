/**
 * The one description of every live parameter of a swarm. Types, validation, the control panel and the
 * documentation are all made from this table. Lengths are in image heights, so a look does not change with
 * the size of the effect in its scene.
 */

/** A number that may be changed at any time; it acts from the next simulation step on. */
export interface NumberParameter {
  readonly kind: 'number';
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
  readonly label: string;
  readonly default: string;
  readonly help: string;
}

export type Parameter = NumberParameter | ColorParameter;

export const swarmParameters = {
  formTime: {
    kind: 'number',
    label: 'Forming time',
    unit: 's',
    default: 1.9,
    min: 0.2,
    max: 10,
    step: 0.05,
    help: 'How long the last particle waits before its spring pulls at full strength.',
  },
  spring: {
    kind: 'number',
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
    label: 'Turbulence',
    unit: 'image heights/s',
    default: 1.4,
    min: 0,
    max: 4,
    step: 0.01,
    help: 'Speed of the curl-noise streams that carry particles in flight.',
  },
  particleSize: {
    kind: 'number',
    label: 'Particle size',
    unit: '× mean spacing',
    default: 1.1,
    min: 0.1,
    max: 8,
    step: 0.05,
    help: 'Diameter of a particle, measured against the mean distance between particles.',
  },
  brightness: {
    kind: 'number',
    label: 'Brightness',
    unit: '',
    default: 1,
    min: 0,
    max: 8,
    step: 0.01,
    help: 'Light of the swarm. At 1 a formed image is as bright as the picture itself.',
  },
  shimmer: {
    kind: 'number',
    label: 'Shimmer',
    unit: 'image heights',
    default: 0.006,
    min: 0,
    max: 0.05,
    step: 0.001,
    help: 'How far a particle that is home still trembles. Drawn only; the state stays still.',
  },
  tint: {
    kind: 'number',
    label: 'Tint',
    unit: '',
    default: 0,
    min: 0,
    max: 1,
    step: 0.01,
    help: 'Share of the two temperatures in the colour; 0 leaves the colours of the image.',
  },
  cold: {
    kind: 'color',
    label: 'Cold',
    default: '#1f7f9c',
    help: 'Colour of a particle that is still on its way.',
  },
  warm: {
    kind: 'color',
    label: 'Warm',
    default: '#ffa04d',
    help: 'Colour of a particle that is home.',
  },
} as const satisfies Record<string, Parameter>;

export type SwarmParameterName = keyof typeof swarmParameters;

type Value<P> = P extends NumberParameter ? number : string;

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
  for (const [name, parameter] of Object.entries<Parameter>(swarmParameters)) {
    values[name] = parameter.default;
    Object.defineProperty(parameters, name, {
      enumerable: true,
      get: () => values[name],
      set: (value: unknown) => {
        const checked =
          parameter.kind === 'number'
            ? checkNumber(name, parameter, value, warned)
            : checkColor(name, parameter, value);
        if (checked === values[name]) return;
        values[name] = checked;
        onChange();
      },
    });
  }
  Object.seal(parameters);
  return Object.assign(parameters, initial);
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
