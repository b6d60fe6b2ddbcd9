/** Every way to dissolve, and the shader code that tells them apart by number. */
import { blow } from './blow.ts';
import { burn } from './burn.ts';
import { burst } from './burst.ts';
import type { Dissolve } from './Dissolve.ts';
import { drift } from './drift.ts';
import { fall } from './fall.ts';
import { implode } from './implode.ts';
import { vortex } from './vortex.ts';

/** How an image comes apart. */
export type DissolveStyle = 'burst' | 'drift' | 'fall' | 'blow' | 'burn' | 'implode' | 'vortex';

export const dissolves = { burst, drift, fall, blow, burn, implode, vortex } as const satisfies Record<
  DissolveStyle,
  Dissolve
>;

export const dissolveStyles: readonly DissolveStyle[] = Object.keys(dissolves) as DissolveStyle[];

/** `releaseOrder`: when each particle lets go. `style`: place in the list. */
export const releaseOrderChunk: string = /* glsl */ `
  uniform vec3 uPoint;      // image heights
  uniform vec3 uHeading;    // unit vector

  float releaseOrder(int style, vec2 home, vec2 extent, vec3 random, float noise) {
    switch (style) {
      ${dissolveStyles.map((style, index) => `case ${index}: {${dissolves[style].order}}`).join('\n      ')}
    }
    return 0.0;
  }
`;

/** `dissolve`: moves a particle that has been let go in one of the styles. The others are not worked out beside it. */
export const dissolveChunk = (style: DissolveStyle): string => /* glsl */ `
  uniform vec3 uPoint;      // image heights
  uniform vec3 uHeading;    // unit vector

  void dissolve(inout Motion m, float freed) {${dissolves[style].motion}}
`;
