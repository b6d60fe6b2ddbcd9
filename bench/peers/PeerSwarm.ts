import type { Scene } from 'three';

/** A particle system of somebody else, as far as `update` rows look at it. */
export interface PeerSwarm {
  readonly scene: Scene;
  /** Particles that are simulated and drawn. */
  readonly alive: number;
  /** One frame. `wave`, from -1 to 1, is what its live parameters follow. */
  update(deltaSeconds: number, wave: number): void;
  dispose(): void;
}
