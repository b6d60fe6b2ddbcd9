import type { ChoiceParameter, ColorParameter, NumberParameter, Parameter } from './Parameter.ts';
import { type SwarmParameters, swarmParameters } from './swarmParameters.ts';

/**
 * The live parameters of one swarm, at their defaults where `initial` says nothing. Assigning NaN, a wrong type, a name
 * that there is not or a text that is no colour throws and leaves the value as it was; a number outside its range is clamped, with one
 * warning a parameter. `onChange` is called when a value has become another.
 */
export function createParameters(
  initial: Partial<SwarmParameters> = {},
  onChange: () => void = () => {},
): SwarmParameters {
  const values: Record<string, number | string> = {};
  const warned = new Set<string>();
  const parameters = Object.create(NO_OTHERS) as SwarmParameters;
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
  Object.assign(parameters, initial);
  live = true;
  return parameters;
}

/** A prototype is asked only for names that the object itself lacks, so those that exist are as fast as without. */
const NO_OTHERS: object = new Proxy(Object.prototype, {
  set: (_prototype, name) => {
    throw new TypeError(
      `There is no parameter "${String(name)}". There are ${Object.keys(swarmParameters).join(', ')}.`,
    );
  },
});

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
