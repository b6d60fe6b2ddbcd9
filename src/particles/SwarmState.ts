import { HalfFloatType, RGFormat, type Texture, UnsignedByteType } from 'three';
import type { ParticleTextures } from './drawing/ParticleTextures.ts';
import { type Channel, ParticleTarget } from './gpu/ParticleTarget.ts';
import { type SimulatedPrecision, textureTypes } from './gpu/Precision.ts';

/**
 * Everything about the particles that lives on the GPU, 92 bytes each with 32-bit floats: position and velocity twice
 * (one pass reads the one and writes the other), home and colour, the colour before, and the particle's turn.
 */
export class SwarmState implements ParticleTextures {
  readonly count: number;
  /** Home (x, y) and colour in the image last arranged. */
  readonly look: ParticleTarget;
  /** When each particle sets out or lets go, and its random numbers. */
  readonly turns: ParticleTarget;
  /** Position (offset from home) and velocity after the last step; see `state.glsl.ts`. */
  motion: ParticleTarget;
  private spare: ParticleTarget;
  /** The colours before those of the image. */
  readonly previous: ParticleTarget;

  constructor(count: number, precision: SimulatedPrecision) {
    const type = textureTypes[precision];
    const motion = (): ParticleTarget =>
      new ParticleTarget(count, { name: 'Swarm.position', type }, { name: 'Swarm.velocity', type });
    this.count = count;
    this.motion = motion();
    this.spare = motion();
    this.look = new ParticleTarget(count, { name: 'Swarm.home', type, format: RGFormat }, COLOR);
    this.previous = new ParticleTarget(count, COLOR);
    this.turns = new ParticleTarget(count, { name: 'Swarm.turn', type: UnsignedByteType });
  }

  /** Texels a row of each texture. */
  get width(): number {
    return this.motion.width;
  }

  get position(): Texture {
    return this.motion.first;
  }

  get velocity(): Texture {
    return this.motion.second;
  }

  get color(): Texture {
    return this.look.second;
  }

  get turn(): Texture {
    return this.turns.first;
  }

  get previousColor(): Texture {
    return this.previous.first;
  }

  /** Position and velocity before the last step. */
  get motionBefore(): ParticleTarget {
    return this.spare;
  }

  /**
   * Where the next position and velocity of the first `count` particles are to be written, before {@link turnOver}; of the
   * others there is something else, or nothing. Until then it may serve as scratch.
   */
  nextMotion(count: number = this.count): ParticleTarget {
    const { spare } = this;
    spare.scissorTest = count < this.count;
    spare.scissor.set(0, 0, this.width, Math.ceil(count / this.width));
    return spare;
  }

  /** What was written into {@link nextMotion} is the present. */
  turnOver(): void {
    const { motion } = this;
    this.motion = this.spare;
    this.spare = motion;
  }

  dispose(): void {
    for (const target of [this.motion, this.spare, this.look, this.previous, this.turns]) target.dispose();
  }
}

const COLOR: Channel = { name: 'Swarm.color', type: HalfFloatType };
