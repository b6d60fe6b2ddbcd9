import { describe, expect, test } from 'vitest';
import type { GenesisParticlesOptions } from '../../../../src/index.ts';
import type { SwarmParameters } from '../../../../src/particles/index.ts';
import { lookAsCode } from '../../../../src/scene/panel/lookAsCode.ts';
import { completeLook } from '../../../../src/scene/panel/looks.ts';
import { randomLook } from '../../../../src/scene/panel/randomLook.ts';
import { presets } from '../../../../src/scene/presets/index.ts';

const PLAIN = {
  count: 65_536,
  seed: 1,
  size: 1,
  quality: 'full',
  reducedMotion: 'auto',
  outOfView: 'simulate',
} as const;

/** Runs the lines where a host would have pasted them. */
function runLines(code: string) {
  const renderer = {};
  let options = {} as GenesisParticlesOptions;
  const added: unknown[] = [];
  class GenesisParticles {
    constructor(given: GenesisParticlesOptions) {
      options = given;
    }
  }
  const lines = code.replace(
    /^import \{ (\w+) \} from '(.+)';$/gm,
    (_, name, from) => `const ${name} = imports['${from}'].${name};`,
  );
  const imports = { 'genesis-particles': { GenesisParticles }, 'genesis-particles/presets': { presets } };
  new Function('imports', 'renderer', 'scene', lines)(imports, renderer, {
    add: (it: unknown) => added.push(it),
  });
  expect(added).toEqual([expect.any(GenesisParticles)]);
  expect(options.renderer).toBe(renderer);
  return options;
}

describe('a look as code', () => {
  const looks: Record<string, SwarmParameters> = {
    defaults: completeLook(),
    ...Object.fromEntries(Object.entries(presets).map(([name, values]) => [name, completeLook(values)])),
    'a preset with one of its values at the default': completeLook({ ...presets.ember, tint: 0 }),
    'a random one': completeLook(randomLook(7)),
  };

  test.each(Object.entries(looks))('%s is made again by its lines', (_, parameters) => {
    const options = runLines(lookAsCode({ ...PLAIN, parameters }));
    expect(completeLook(options.parameters)).toEqual(parameters);
    expect(Object.keys(options).filter(name => name !== 'parameters')).toEqual(['renderer']);
  });

  test('has what else differs from what a swarm is created with', () => {
    const own = {
      ...PLAIN,
      count: 32_768,
      seed: 7,
      size: 2.5,
      quality: { milliseconds: 2, measure: () => 1 },
      reducedMotion: true,
      outOfView: 'pause',
    } as const;
    const code = lookAsCode({ ...own, parameters: completeLook({ tint: 0.5 }) });
    const { renderer, ...options } = runLines(code);
    expect(options).toEqual({
      count: 32_768,
      seed: 7,
      size: 2.5,
      quality: { milliseconds: 2 },
      reducedMotion: true,
      outOfView: 'pause',
      parameters: { tint: 0.5 },
    });
  });

  test('says no more than it must', () => {
    expect(
      lookAsCode({ ...PLAIN, count: 32_768, parameters: completeLook({ ...presets.frost, tint: 0.5 }) }),
    ).toBe(`import { GenesisParticles } from 'genesis-particles';
import { presets } from 'genesis-particles/presets';

const swarm = new GenesisParticles({
  renderer,
  count: 32_768,
  parameters: {
    ...presets.frost,
    tint: 0.5,
  },
});
scene.add(swarm);
`);
  });
});
