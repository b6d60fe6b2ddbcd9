/** The presets as data: every name and value is one that a swarm takes, and no two are alike. */
import { expect, test, vi } from 'vitest';
import { createParameters, type SwarmParameterName, swarmParameters } from '../../../src/particles/index.ts';
import { type PresetName, presets } from '../../../src/scene/presets/index.ts';

const names = Object.keys(presets) as PresetName[];

test.each(names)('%s has only parameters that there are, within their ranges', name => {
  const warn = vi.spyOn(console, 'warn');
  for (const parameter of Object.keys(presets[name])) expect(swarmParameters).toHaveProperty(parameter);
  expect(createParameters(presets[name])).toMatchObject(presets[name]);
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

/** What two presets may differ in so that a viewer tells them apart. */
const TRAITS: readonly (readonly SwarmParameterName[])[] = [
  ['layout'],
  ['origin'],
  ['dissolve'],
  ['gravity', 'wind', 'vortex', 'attractor'],
  ['sprite'],
];

test('any two differ in at least two of layout, origin, dissolve, forces and sprite', () => {
  for (const one of names) {
    for (const other of names.filter(name => name !== one)) {
      const [a, b] = [createParameters(presets[one]), createParameters(presets[other])];
      const differing = TRAITS.filter(trait => trait.some(parameter => a[parameter] !== b[parameter]));
      expect(differing.length, `${one} and ${other}`).toBeGreaterThanOrEqual(2);
    }
  }
});
