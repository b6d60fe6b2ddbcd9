import type { GenesisParticles } from 'genesis-particles';
import type { GanTrainer, Generator } from 'genesis-particles/gan';
import type { Game } from '../arena/Game.ts';
import type { Exhibit } from './Exhibit.ts';

declare global {
  interface Window {
    /** For the console, and for tests. */
    genesis: {
      readonly swarm: GenesisParticles;
      readonly trainer?: GanTrainer;
      /** The one trained beforehand, once it is loaded. */
      readonly generator?: Generator;
      /** What stands in the swarm; null before the first image stands. */
      readonly shown: Exhibit | null;
      readonly ready: Promise<unknown>;
    };
    /** The arena's, when it can be played. */
    arena?: Game;
  }
}
