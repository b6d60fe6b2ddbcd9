import {
  FloatType,
  NearestFilter,
  RGBAFormat,
  type Texture,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import { FullscreenPass, OffscreenBracket } from './FullscreenPass.ts';
import type { StateTarget } from './StateTarget.ts';
import { arrivalShader } from './shaders/arrival.glsl.ts';

const SIDE = 16;

/**
 * Counts the particles that are home without stopping the frame: a pass adds them up into 16 × 16 texels, which are
 * read back asynchronously (a fence and a pixel buffer, never a stall).
 */
export class ArrivalCount {
  private readonly target = new WebGLRenderTarget(SIDE, SIDE, {
    format: RGBAFormat,
    type: FloatType,
    minFilter: NearestFilter,
    magFilter: NearestFilter,
    depthBuffer: false,
  });
  private readonly pass = new FullscreenPass('ArrivalCount', arrivalShader, {
    uPosition: { value: null as Texture | null },
    uHome: { value: null as Texture | null },
    uWidth: { value: 0 },
    uCount: { value: 0 },
    uShare: { value: 0 },
    uTargetWidth: { value: SIDE },
    uTolerance: { value: 0 },
  });
  private readonly pixels = new Float32Array(SIDE * SIDE * 4);

  /** How many of `count` particles are within `tolerance` image heights of their home. Ask again when it answered. */
  async count(
    renderer: WebGLRenderer,
    state: StateTarget,
    homes: StateTarget,
    count: number,
    tolerance: number,
  ): Promise<number> {
    // Of a lost context three.js would never answer.
    if (renderer.getContext().isContextLost()) return 0;
    const { uniforms } = this.pass;
    uniforms.uPosition.value = state.first;
    uniforms.uHome.value = homes.first;
    uniforms.uWidth.value = state.width;
    uniforms.uCount.value = count;
    uniforms.uShare.value = Math.ceil(count / (SIDE * SIDE));
    uniforms.uTolerance.value = tolerance;
    new OffscreenBracket(renderer).run(() => this.pass.render(renderer, this.target));
    await renderer.readRenderTargetPixelsAsync(this.target, 0, 0, SIDE, SIDE, this.pixels);
    let arrived = 0;
    for (let i = 0; i < this.pixels.length; i += 4) arrived += this.pixels[i]!;
    return arrived;
  }

  dispose(): void {
    this.target.dispose();
    this.pass.dispose();
  }
}
