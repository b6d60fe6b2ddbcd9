import { NearestFilter, type Texture, type WebGLRenderer, WebGLRenderTarget } from 'three';
import { arrivalShader } from './arrival.glsl.ts';
import { FullscreenPass } from './FullscreenPass.ts';
import type { ParticleTarget } from './ParticleTarget.ts';
import { PixelReader } from './PixelReader.ts';

const SIDE = 16;

/** How many particles are home, and how many the last step changed in any bit. */
export interface Counts {
  arrived: number;
  moving: number;
}

/**
 * Counts the particles that are home, and those that move, without stopping the frame: a pass adds them up into
 * 16 × 16 texels, which come back some frames later.
 */
export class ArrivalCount {
  private readonly target = new WebGLRenderTarget(SIDE, SIDE, {
    minFilter: NearestFilter,
    magFilter: NearestFilter,
    depthBuffer: false,
  });
  private readonly pass = new FullscreenPass('ArrivalCount', arrivalShader, {
    uPosition: { value: null as Texture | null },
    uVelocity: { value: null as Texture | null },
    uPositionBefore: { value: null as Texture | null },
    uVelocityBefore: { value: null as Texture | null },
    uWidth: { value: 0 },
    uCount: { value: 0 },
    uShare: { value: 0 },
    uTargetWidth: { value: SIDE },
    uTolerance: { value: 0 },
  });
  private readonly reader = new PixelReader(SIDE);
  private readonly counts: Counts = { arrived: 0, moving: 0 };

  /**
   * Begins to count, of the first `count` particles, how many are within `tolerance` image heights of their home, and how
   * many differ from `before`, the state before the last step. Call it inside a bracket.
   */
  begin(
    renderer: WebGLRenderer,
    motion: ParticleTarget,
    before: ParticleTarget,
    count: number,
    tolerance: number,
  ): void {
    const { uniforms } = this.pass;
    uniforms.uPosition.value = motion.first;
    uniforms.uVelocity.value = motion.second;
    uniforms.uPositionBefore.value = before.first;
    uniforms.uVelocityBefore.value = before.second;
    uniforms.uWidth.value = motion.width;
    uniforms.uCount.value = count;
    uniforms.uShare.value = Math.ceil(count / (SIDE * SIDE));
    uniforms.uTolerance.value = tolerance;
    this.pass.render(renderer, this.target);
    this.reader.begin(renderer, this.target);
  }

  /** What was counted, when it has come; until then null. The same object every time. */
  take(): Counts | null {
    const { reader, counts } = this;
    if (!reader.take()) return null;
    const { pixels } = reader;
    counts.arrived = counts.moving = 0;
    for (let i = 0; i < pixels.length; i += 4) {
      counts.arrived += pixels[i]! + 256 * pixels[i + 1]!;
      counts.moving += pixels[i + 2]! + 256 * pixels[i + 3]!;
    }
    return counts;
  }

  /** The context was lost, and with it what was being counted. */
  restart(): void {
    this.reader.dispose();
  }

  dispose(): void {
    this.target.dispose();
    this.pass.dispose();
    this.reader.dispose();
  }
}
