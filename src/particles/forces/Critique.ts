import { DataTexture, DataUtils, HalfFloatType, LinearFilter, MathUtils, RGBAFormat } from 'three';
import { condense, type Field, SIDE } from './condense.ts';

/** Seconds in which one field takes over from another, and in which it comes and goes with the image. */
const FADE_SECONDS = 0.5;

/** Image heights over which a slope of the field counts as a whole one. */
const SLOPE = 0.08;

/**
 * What a critic wants of the image that stands, more here and less there, as the particles' shaders read it (see
 * `critique.glsl.ts`). Owns a small texture, made with the first field.
 */
export class Critique {
  /** How much of it acts, 0 to 1: all of it while an image stands. */
  hold = 0;
  /** From the field before (0) to the one of now (1). */
  blend = 1;
  /**
   * What is wanted, what was wanted before, and where the field rises to, x and y. Half floats are filtered everywhere;
   * 32-bit floats would need an extension.
   */
  texture: DataTexture | null = null;
  private readonly now = new Float32Array(SIDE * SIDE);
  private readonly before = new Float32Array(SIDE * SIDE);
  private readonly spare = new Float32Array(SIDE * SIDE);
  private wants = false;
  private stands = false;

  /** Whether it has to be asked: not before there was a field, nor when the last one has faded. */
  get acts(): boolean {
    return this.wants || this.blend < 1;
  }

  /** Whether it will be another after the next step. */
  get changes(): boolean {
    return this.acts && (this.blend < 1 || this.hold !== Number(this.stands));
  }

  /** Another field takes over; null, or one that is 0 everywhere, wants nothing. */
  press(field: Field | null): void {
    if (!field && !this.wants) return;
    const { now, before, spare } = this;
    for (let i = 0; i < now.length; i++) before[i] = MathUtils.lerp(before[i]!, now[i]!, this.blend);
    this.wants = field !== null && condense(field, now, spare);
    if (!this.wants) now.fill(0);
    this.blend = 0;
    this.write(field ? field.width / field.height : 1);
  }

  /** Lets `seconds` pass in which an image stands, or does not. */
  advance(seconds: number, stands: boolean): void {
    const share = seconds / FADE_SECONDS;
    this.stands = stands;
    this.hold = MathUtils.clamp(this.hold + (stands ? share : -share), 0, 1);
    this.blend = Math.min(1, this.blend + share);
  }

  dispose(): void {
    this.texture?.dispose();
  }

  private write(aspect: number): void {
    this.texture ??= createTexture();
    const { now, before } = this;
    const texels = this.texture.image.data as Uint16Array;
    for (let i = 0; i < now.length; i++) {
      const [column, row] = [i % SIDE, Math.floor(i / SIDE)];
      const right = now[i + (column < SIDE - 1 ? 1 : 0)]! - now[i - (column > 0 ? 1 : 0)]!;
      const up = now[i - (row > 0 ? SIDE : 0)]! - now[i + (row < SIDE - 1 ? SIDE : 0)]!;
      const [x, y] = [((right / 2) * SIDE * SLOPE) / aspect, (up / 2) * SIDE * SLOPE];
      const within = 1 / Math.sqrt(1 + x * x + y * y);
      texels[4 * i] = DataUtils.toHalfFloat(now[i]!);
      texels[4 * i + 1] = DataUtils.toHalfFloat(before[i]!);
      texels[4 * i + 2] = DataUtils.toHalfFloat(x * within);
      texels[4 * i + 3] = DataUtils.toHalfFloat(y * within);
    }
    this.texture.needsUpdate = true;
  }
}

function createTexture(): DataTexture {
  const texture = new DataTexture(new Uint16Array(4 * SIDE * SIDE), SIDE, SIDE, RGBAFormat, HalfFloatType);
  texture.name = 'Critique';
  texture.minFilter = texture.magFilter = LinearFilter;
  return texture;
}
