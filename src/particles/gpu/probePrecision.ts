import {
  FloatType,
  HalfFloatType,
  type Texture,
  UnsignedByteType,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import { SwarmState } from '../SwarmState.ts';
import { FullscreenPass } from './FullscreenPass.ts';
import { OffscreenBracket } from './OffscreenBracket.ts';
import type { ParticleTarget } from './ParticleTarget.ts';
import type { Precision, SimulatedPrecision } from './Precision.ts';
import { probeCheckShader, probeDrawShader } from './probe.glsl.ts';

/** Particles in the state that is tried: enough for a texture with more than one texel. */
const PARTICLES = 4;

const formats: readonly unknown[] = [FloatType, HalfFloatType, UnsignedByteType];

/** three.js gives itself other `properties` when a lost context is restored: what is known of the device dies with them. */
const known = new WeakMap<WebGLRenderer['properties'], Precision>();

/**
 * The finest precision that the renderer's device computes in. Found out by rendering: extension strings promise what
 * some drivers do not keep, and others fail without a word. The very textures of a swarm are drawn into, and what they
 * then hold is looked at by a second pass. Takes one synchronous read-back for each context.
 */
export function probePrecision(renderer: WebGLRenderer): Precision {
  let precision = known.get(renderer.properties);
  if (!precision) {
    const probe = new Probe(renderer);
    precision = (['float', 'half'] as const).find(each => probe.holds(each)) ?? 'stateless';
    probe.dispose();
    known.set(renderer.properties, precision);
  }
  return precision;
}

/** Draws into the textures of a swarm and looks at what they hold. */
class Probe {
  private readonly renderer: WebGLRenderer;
  private readonly gl: WebGLRenderingContext | WebGL2RenderingContext;
  /** By the number of textures that are drawn into together. */
  private readonly draws = [1, 2].map(count => new FullscreenPass('Probe.draw', probeDrawShader(count), {}));
  private readonly check = new FullscreenPass('Probe.check', probeCheckShader, {
    uTexture: { value: null as Texture | null },
    uFormat: { value: 0 },
  });
  private readonly result = new WebGLRenderTarget(1, 1, { depthBuffer: false });

  constructor(renderer: WebGLRenderer) {
    this.renderer = renderer;
    this.gl = renderer.getContext();
  }

  holds(precision: SimulatedPrecision): boolean {
    const state = new SwarmState(PARTICLES, precision);
    const bracket = new OffscreenBracket(this.renderer);
    forgetErrors(this.gl);
    bracket.enter();
    try {
      // The others are made like one of these.
      return [state.motion, state.look, state.turns].every(target => this.keepsValues(target));
    } finally {
      bracket.leave();
      state.dispose();
    }
  }

  dispose(): void {
    for (const owned of [...this.draws, this.check, this.result]) owned.dispose();
  }

  private keepsValues(target: ParticleTarget): boolean {
    const { renderer, gl, check, result } = this;
    renderer.setRenderTarget(target);
    if (gl.checkFramebufferStatus(gl.FRAMEBUFFER) !== gl.FRAMEBUFFER_COMPLETE) return false;
    this.draws[target.textures.length - 1]?.render(renderer, target);
    if (gl.getError() !== gl.NO_ERROR) return false;
    result.setSize(target.width, target.height);
    return target.textures.every(texture => {
      check.uniforms.uTexture.value = texture;
      check.uniforms.uFormat.value = formats.indexOf(texture.type);
      check.render(renderer, result);
      const bytes = new Uint8Array(result.width * result.height * 4);
      renderer.readRenderTargetPixels(result, 0, 0, result.width, result.height, bytes);
      return bytes.every(byte => byte === 255);
    });
  }
}

/** Errors of the game's own calls would be taken for the probe's. A lost context has them without end. */
function forgetErrors(gl: WebGLRenderingContext | WebGL2RenderingContext): void {
  for (let i = 0; i < 16 && gl.getError() !== gl.NO_ERROR; i++);
}
