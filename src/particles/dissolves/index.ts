/** Every way to dissolve, and the shader code that tells them apart by number. */
import { blow } from './blow.ts';
import { burn } from './burn.ts';
import { burst } from './burst.ts';
import type { Dissolve } from './Dissolve.ts';
import { drift } from './drift.ts';
import { fall } from './fall.ts';
import { implode } from './implode.ts';
import { vortex } from './vortex.ts';

export const dissolves = { burst, drift, fall, blow, burn, implode, vortex } as const satisfies Record<
  string,
  Dissolve
>;

export type DissolveStyle = keyof typeof dissolves;

export const dissolveStyles: readonly DissolveStyle[] = Object.keys(dissolves) as DissolveStyle[];

/** Calls the dissolve whose place in the list is `uStyle`. */
const choose = (call: (index: number) => string): string =>
  dissolveStyles.map((_, index) => `case ${index}: ${call(index)}`).join('\n      ');

/** `releaseOrder`: when each particle lets go. */
export const releaseOrderChunk: string = /* glsl */ `
  uniform vec3 uPoint;      // image heights
  uniform vec3 uHeading;    // unit vector

  ${dissolveStyles
    .map(
      (style, index) =>
        `float order${index}(vec2 home, vec2 extent, vec3 random, float noise) {${dissolves[style].order}}`,
    )
    .join('\n  ')}

  float releaseOrder(int style, vec2 home, vec2 extent, vec3 random, float noise) {
    switch (style) {
      ${choose(index => `return order${index}(home, extent, random, noise);`)}
    }
    return 0.0;
  }
`;

/** `dissolve`: moves a particle that has been let go. */
export const dissolveChunk: string = /* glsl */ `
  uniform int uStyle;
  uniform vec3 uPoint;      // image heights
  uniform vec3 uHeading;    // unit vector

  ${dissolveStyles
    .map((style, index) => `void dissolve${index}(inout Motion m, float freed) {${dissolves[style].motion}}`)
    .join('\n  ')}

  void dissolve(inout Motion m, float freed) {
    switch (uStyle) {
      ${choose(index => `dissolve${index}(m, freed); break;`)}
    }
  }
`;
