/**
 * What a training feels like, as its swarm shows it: where the discriminator is fooled, the swarm is certain, draws
 * together and warms; where it is not, streams and shimmer swell; and when the losses jump, streams swell too.
 */

import type { SwarmParameters } from '../particles/index.ts';

/** What a trainer tells of a step, as far as it is felt. */
export interface Felt {
  readonly realLogit: number;
  readonly fakeLogit: number;
  readonly discriminatorLoss: number;
  readonly generatorLoss: number;
}

/** 1/s: how fast a mood follows the steps. */
const SWING = 1.5;
/** How much of what came before stays in the mean of the losses, and of their jumps, from step to step. */
const MEMORY = 0.95;
/** At full mood: parts that are added, and factors on what is there. Twice the cohesion would tear a digit into clumps. */
const COHESION = 0.04;
const WARMTH = 0.4;
const STREAMS = 1.5;
const SHIMMER = 1;

export class Mood {
  /** The live parameters as the mood colours them. Reading allocates nothing. */
  readonly parameters: SwarmParameters;

  #strength = 0;
  /** Where the mood is going, and where it is: 0 the discriminator is sure, 1 it cannot tell. */
  #wanted = 0;
  #certainty = 0;
  #meanLoss: number | null = null;
  #unrest = 0;

  /** Borrows the live parameters. */
  constructor(live: SwarmParameters) {
    const coloured = {
      cohesion: () => live.cohesion + this.#strength * this.#certainty * COHESION,
      tint: () => live.tint + (1 - live.tint) * this.#strength * this.#certainty * WARMTH,
      turbulence: () => live.turbulence * (1 + this.#strength * this.#doubt * STREAMS),
      shimmer: () => live.shimmer * (1 + this.#strength * (1 - this.#certainty) * SHIMMER),
    };
    this.parameters = Object.create(live) as SwarmParameters;
    for (const [name, get] of Object.entries(coloured)) Object.defineProperty(this.parameters, name, { get });
  }

  /** How strongly it shows, 0: not at all. */
  set strength(strength: number) {
    this.#strength = strength;
    if (strength > 0) return;
    this.#certainty = this.#wanted = this.#unrest = 0;
    this.#meanLoss = null;
  }

  get strength(): number {
    return this.#strength;
  }

  /** Takes in a step. What is not finite is not felt. */
  feel({ realLogit, fakeLogit, discriminatorLoss, generatorLoss }: Felt): void {
    // The probability that D, shown a real and a generated image, takes the generated one for the real one; ½ is the best.
    const fooled = 1 / (1 + Math.exp(realLogit - fakeLogit));
    const loss = discriminatorLoss + generatorLoss;
    if (!Number.isFinite(fooled + loss)) return;
    this.#wanted = Math.min(1, 2 * fooled);
    const mean = this.#meanLoss ?? loss;
    const jump = Math.min(1, Math.abs(loss - mean) / (Math.abs(mean) + 1e-6));
    this.#meanLoss = MEMORY * mean + (1 - MEMORY) * loss;
    this.#unrest = MEMORY * this.#unrest + (1 - MEMORY) * jump;
  }

  /** Lets time pass. */
  advance(seconds: number): void {
    this.#certainty += (this.#wanted - this.#certainty) * (1 - Math.exp(-SWING * seconds));
  }

  get #doubt(): number {
    return Math.max(1 - this.#certainty, this.#unrest);
  }
}
