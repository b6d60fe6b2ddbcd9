import { type DissolveStyle, dissolveChunk } from '../dissolves/index.ts';
import { attractorChunk } from '../forces/attractor.glsl.ts';
import { critiqueChunk } from '../forces/critique.glsl.ts';
import { densityChunk } from '../forces/density.glsl.ts';
import { impulseChunk } from '../forces/impulse.glsl.ts';
import { pointerChunk } from '../forces/pointer.glsl.ts';
import { springChunk } from '../forces/spring.glsl.ts';
import { turbulenceChunk } from '../forces/turbulence.glsl.ts';
import { vortexChunk } from '../forces/vortex.glsl.ts';
import { weatherChunk } from '../forces/weather.glsl.ts';
import { callChunk } from './call.glsl.ts';
import { motionChunk } from './motion.glsl.ts';

/**
 * What a simulation step may need besides springs. What is off costs nothing, because the step is then made by a shader
 * without it.
 *
 * - `flight`: particles are called home in turn, and carried by streams until then; without it every particle hangs on
 *   its whole spring;
 * - `release`: an image comes apart;
 * - the others: forces, see `forces/`.
 */
export const simulationParts = [
  'flight',
  'release',
  'weather',
  'attractor',
  'vortex',
  'pointer',
  'density',
  'critique',
  'impulse',
] as const;

export type SimulationPart = (typeof simulationParts)[number];

const forces: Partial<Record<SimulationPart, string>> = {
  weather: weatherChunk,
  attractor: attractorChunk,
  vortex: vortexChunk,
  pointer: pointerChunk,
  density: densityChunk,
  critique: critiqueChunk,
  impulse: impulseChunk,
};

/** How home's call reaches a particle, in its turn. */
const call = (release: boolean) => /* glsl */ `
    float called = ${release ? 'uForm' : 'clamp(calledOf(uForm, turn.x), 0.0, 1.0)'};
    m.pull *= called * (uEasing.x + called * (uEasing.y + called * uEasing.z));
`;

/** Particles that have let go belong to the dissolve; the others go on as before. */
const letGo = /* glsl */ `
    float freed = clamp((uRelease - turn.x * uReleaseStagger) / (1.0 - uReleaseStagger), 0.0, 1.0);
    if (freed > 0.0) {
      m.pull *= 1.0 - smoothstep(0.0, 0.12, freed);
      dissolve(m, freed);
    } else
`;

/**
 * One simulation step for every particle; writes position and velocity together.
 * @param style of a `release`.
 */
export function simulateShader(parts: readonly SimulationPart[], style: DissolveStyle): string {
  const has = (part: SimulationPart): boolean => parts.includes(part);
  const [flight, release] = [has('flight'), has('release')];
  const acting = parts.filter(part => forces[part]);
  return /* glsl */ `
  ${motionChunk}
  ${callChunk}
  ${springChunk}
  ${flight ? turbulenceChunk : ''}
  ${release ? dissolveChunk(style) : ''}
  ${acting.map(part => forces[part]).join('')}

  uniform sampler2D uPosition;
  uniform sampler2D uVelocity;
  uniform sampler2D uTurn;
  uniform float uDelta;         // s
  uniform float uMaxSpeed;      // image heights/s
  uniform float uForm;          // 0: nobody is called home, 1: every particle is, with the whole spring
  uniform vec3 uEasing;         // how home takes hold: coefficients of t, t², t³
  uniform float uRelease;       // 0: nobody has let go, 1: everybody has
  uniform float uReleaseStagger;

  layout(location = 0) out vec4 position;
  layout(location = 1) out vec4 velocity;

  void main() {
    ivec2 texel = ivec2(gl_FragCoord.xy);
    position = texelFetch(uPosition, texel, 0);
    velocity = texelFetch(uVelocity, texel, 0);
    Motion m = motionOf(position, velocity);
    ${flight || has('impulse') ? '' : 'm.pull = 1.0;'}
    ${flight || has('impulse') ? 'vec4 turn = texelFetch(uTurn, texel, 0); m.random = turn.yzw;' : ''}
    ${flight ? call(release) : ''}
    ${release ? letGo : ''}
    ${flight ? 'turbulence(m);' : ''}
    spring(m);
    ${acting.map(part => `${part}(m);`).join(' ')}
    advance(m, uDelta, uMaxSpeed);
    ${has('impulse') ? 'velocity.w = m.isLoose ? loosened(m.home.y, m.offset) : m.home.y;' : ''}
    position.xyz = m.offset;
    velocity.xyz = m.velocity;
  }
`;
}
