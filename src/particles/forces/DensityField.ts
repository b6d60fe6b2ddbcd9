import {
  AdditiveBlending,
  BufferGeometry,
  GLSL3,
  HalfFloatType,
  LinearFilter,
  OrthographicCamera,
  Points,
  RawShaderMaterial,
  RedFormat,
  type Texture,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import { FullscreenPass } from '../gpu/FullscreenPass.ts';
import type { SwarmState } from '../SwarmState.ts';
import { splatFragmentShader, splatVertexShader } from './splat.glsl.ts';

/** Texels a side. */
const SIDE = 96;

/** So many particles stand for all: the first of them are spread as evenly as all are, and splats are dear. */
const SAMPLE = 32_768;

const camera = /* @__PURE__ */ new OrthographicCamera();

/**
 * How many particles there are where: the swarm, or a sample of a large one, seen from the front, splatted into a small
 * texture once a step. What particles know of each other. Owns the texture and what draws it.
 */
export class DensityField {
  private readonly target = new WebGLRenderTarget(SIDE, SIDE, {
    format: RedFormat,
    type: HalfFloatType,
    minFilter: LinearFilter,
    magFilter: LinearFilter,
    depthBuffer: false,
  });
  private readonly zero = new FullscreenPass(
    'DensityField.zero',
    'out vec4 density; void main() { density = vec4(0.0); }',
    {},
  );
  private readonly uniforms = {
    uPosition: { value: null as Texture | null },
    uVelocity: { value: null as Texture | null },
    uWidth: { value: 0 },
    uReach: { value: 1 },
  };
  private readonly points = new Points(
    new BufferGeometry(),
    new RawShaderMaterial({
      name: 'DensityField.splat',
      glslVersion: GLSL3,
      vertexShader: splatVertexShader,
      fragmentShader: splatFragmentShader,
      uniforms: this.uniforms,
      blending: AdditiveBlending,
      premultipliedAlpha: true,
      transparent: true,
      depthTest: false,
      depthWrite: false,
    }),
  );

  constructor() {
    this.points.frustumCulled = false;
    this.target.texture.name = 'DensityField';
  }

  /** Particles a texel, smoothed. */
  get texture(): Texture {
    return this.target.texture;
  }

  /** What a texel holds of `count` particles that fill an image of this aspect evenly. */
  evenDensity(count: number, aspect: number, reach: number): number {
    return (Math.min(count, SAMPLE) / aspect) * ((2 * reach) / SIDE) ** 2;
  }

  /** Counts the first `count` particles within `reach` image heights of the middle, to either side. Call it inside a bracket. */
  update(renderer: WebGLRenderer, state: SwarmState, count: number, reach: number): void {
    const { uniforms, points } = this;
    uniforms.uPosition.value = state.motion.first;
    uniforms.uVelocity.value = state.motion.second;
    uniforms.uWidth.value = state.width;
    uniforms.uReach.value = reach;
    points.geometry.setDrawRange(0, Math.min(count, SAMPLE));
    this.zero.render(renderer, this.target);
    renderer.render(points, camera);
  }

  dispose(): void {
    this.target.dispose();
    this.zero.dispose();
    this.points.geometry.dispose();
    this.points.material.dispose();
  }
}
