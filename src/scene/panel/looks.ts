/** A look: the value of every parameter of a swarm. */
import { type Parameter, type SwarmParameters, swarmParameters } from '../../particles/index.ts';

/** Every parameter by name, as what describes it. */
export const described: readonly (readonly [name: keyof SwarmParameters, parameter: Parameter])[] =
  /* @__PURE__ */ Object.entries(swarmParameters) as [keyof SwarmParameters, Parameter][];

/**
 * The look that has these values, and the defaults where they say nothing or nothing that can be used: they may come from
 * another version, or have suffered on their way. Numbers beyond their range are at its end.
 */
export function completeLook(values: Readonly<Record<string, unknown>> = {}): SwarmParameters {
  const look = described.map(([name, parameter]) => {
    const value = Object.hasOwn(values, name) ? usable(parameter, values[name]) : null;
    return [name, value ?? parameter.default];
  });
  return Object.fromEntries(look) as SwarmParameters;
}

/** How many of these values a look can have. */
export function countUsable(values: Readonly<Record<string, unknown>>): number {
  return described.filter(([name, it]) => Object.hasOwn(values, name) && usable(it, values[name]) !== null)
    .length;
}

/** What a look has otherwise than `base`, itself filled up with the defaults. */
export function differences(
  look: SwarmParameters,
  base: Partial<SwarmParameters> = {},
): Partial<SwarmParameters> {
  const whole = completeLook(base);
  return Object.fromEntries(Object.entries(look).filter(([name, value]) => value !== whole[name as never]));
}

function usable(parameter: Parameter, value: unknown): number | string | null {
  if (parameter.kind === 'number') {
    if (typeof value !== 'number' || !Number.isFinite(value)) return null;
    return Math.min(parameter.max, Math.max(parameter.min, value));
  }
  if (typeof value !== 'string') return null;
  if (parameter.kind === 'color') return /^#[0-9a-f]{6}$/i.test(value) ? value : null;
  return parameter.options.includes(value) ? value : null;
}
