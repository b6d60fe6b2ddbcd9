import { NearestFilter, type Texture, type WebGLRenderer, WebGLRenderTarget } from 'three';
import { arrivalShader } from './arrival.glsl.ts';
import { FullscreenPass } from './FullscreenPass.ts';
import { OffscreenBracket } from './OffscreenBracket.ts';
import type { ParticleTarget } from './ParticleTarget.ts';

const SIDE = 16;

/** How many particles are home, and how many the last step changed in any bit. */
export interface Counts {
  arrived: number;
  moving: number;
}

/**
 * Counts the particles that are home, and those that move, without stopping the frame: a pass adds them up into
 * 16 × 16 texels, which are read back asynchronously (a fence and a pixel buffer, never a stall).
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
  private readonly pixels = new Uint8Array(SIDE * SIDE * 4);

  /**
   * Of `count` particles: how many are within `tolerance` image heights of their home, and how many differ from
   * `before`, the state before the last step. Ask again when it answered.
   */
  async count(
    renderer: WebGLRenderer,
    motion: ParticleTarget,
    before: ParticleTarget,
    count: number,
    tolerance: number,
  ): Promise<Counts> {
    // Of a lost context three.js would never answer.
    if (renderer.getContext().isContextLost()) return { arrived: 0, moving: count };
    const { uniforms } = this.pass;
    uniforms.uPosition.value = motion.first;
    uniforms.uVelocity.value = motion.second;
    uniforms.uPositionBefore.value = before.first;
    uniforms.uVelocityBefore.value = before.second;
    uniforms.uWidth.value = motion.width;
    uniforms.uCount.value = count;
    uniforms.uShare.value = Math.ceil(count / (SIDE * SIDE));
    uniforms.uTolerance.value = tolerance;
    new OffscreenBracket(renderer).run(() => this.pass.render(renderer, this.target));
    await renderer.readRenderTargetPixelsAsync(this.target, 0, 0, SIDE, SIDE, this.pixels);
    let [arrived, moving] = [0, 0];
    for (let i = 0; i < this.pixels.length; i += 4) {
      arrived += this.pixels[i]! + 256 * this.pixels[i + 1]!;
      moving += this.pixels[i + 2]! + 256 * this.pixels[i + 3]!;
    }
    return { arrived, moving };
  }

  dispose(): void {
    this.target.dispose();
    this.pass.dispose();
  }
}
