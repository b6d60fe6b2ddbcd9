import { FloatType, type Texture, type WebGLRenderer } from 'three';
import { FullscreenPass } from '../../src/particles/gpu/FullscreenPass.ts';
import { ParticleTarget } from '../../src/particles/gpu/ParticleTarget.ts';

const shader = /* glsl */ `
  uniform sampler2D uFirst;
  uniform sampler2D uSecond;

  layout(location = 0) out vec4 first;
  layout(location = 1) out vec4 second;

  void main() {
    ivec2 texel = ivec2(gl_FragCoord.xy);
    first = texelFetch(uFirst, texel, 0);
    second = texelFetch(uSecond, texel, 0);
  }
`;

/**
 * What every simulation on these textures costs at least: a pass that reads two RGBA32F textures, writes them to two
 * render targets, and does nothing in between. It goes back and forth between two pairs, as a simulation does.
 */
export class CopyPass {
  private readonly renderer: WebGLRenderer;
  private readonly pass = new FullscreenPass('CopyPass', shader, {
    uFirst: { value: null as Texture | null },
    uSecond: { value: null as Texture | null },
  });
  private from: ParticleTarget;
  private to: ParticleTarget;

  /** Copies `source` once, and from then on its own copies. */
  constructor(renderer: WebGLRenderer, source: ParticleTarget, count: number) {
    this.renderer = renderer;
    this.from = newTarget(count);
    this.to = newTarget(count);
    this.copy(source);
  }

  /** The copy made last. */
  get current(): ParticleTarget {
    return this.from;
  }

  copy(source: ParticleTarget = this.from): void {
    this.pass.uniforms.uFirst.value = source.first;
    this.pass.uniforms.uSecond.value = source.second;
    this.pass.render(this.renderer, this.to);
    [this.from, this.to] = [this.to, this.from];
  }

  dispose(): void {
    for (const owned of [this.pass, this.from, this.to]) owned.dispose();
  }
}

const newTarget = (count: number) =>
  new ParticleTarget(
    count,
    { name: 'CopyPass.first', type: FloatType },
    { name: 'CopyPass.second', type: FloatType },
  );
