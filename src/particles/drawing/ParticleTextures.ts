import type { Texture } from 'three';

/** What is drawn: a texel for each particle, in rows of `width`. See `state.glsl.ts` and `turns.glsl.ts` for what they hold. */
export interface ParticleTextures {
  readonly count: number;
  readonly width: number;
  readonly position: Texture;
  readonly velocity: Texture;
  readonly color: Texture;
  /** Colours before those of {@link color}, with their share of the light in them. */
  readonly previousColor: Texture;
  readonly turn: Texture;
}
