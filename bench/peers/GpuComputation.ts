import {
  DataTexture,
  FloatType,
  type IUniform,
  RGBAFormat,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';
import { GPUComputationRenderer, type Variable } from 'three/addons/misc/GPUComputationRenderer.js';
import { impulseChunk } from '../../src/particles/forces/impulse.glsl.ts';
import { pointerChunk } from '../../src/particles/forces/pointer.glsl.ts';
import { springChunk } from '../../src/particles/forces/spring.glsl.ts';
import { turbulenceChunk } from '../../src/particles/forces/turbulence.glsl.ts';
import { callChunk } from '../../src/particles/shaders/call.glsl.ts';
import { motionChunk } from '../../src/particles/shaders/motion.glsl.ts';

/**
 * All forces, in this pass alone. Both passes of a GPUComputationRenderer read what was before the step, so the velocity
 * is kept one step ahead of the position: it is found at the place that the position pass goes to meanwhile.
 */
const velocityShader = /* glsl */ `
  ${motionChunk}
  ${callChunk}
  ${springChunk}
  ${turbulenceChunk}
  ${pointerChunk}
  ${impulseChunk}

  uniform sampler2D uTurn;
  uniform float uDelta;
  uniform float uMaxSpeed;
  uniform float uForm;
  uniform vec3 uEasing;

  void main() {
    ivec2 texel = ivec2(gl_FragCoord.xy);
    vec4 velocity = texelFetch(velocities, texel, 0);
    vec4 position = texelFetch(positions, texel, 0);
    position.xyz += uDelta * velocity.xyz;
    Motion m = motionOf(position, velocity);
    vec4 turn = texelFetch(uTurn, texel, 0);
    m.random = turn.yzw;
    float called = clamp(calledOf(uForm, turn.x), 0.0, 1.0);
    m.pull *= called * (uEasing.x + called * (uEasing.y + called * uEasing.z));
    turbulence(m);
    spring(m);
    pointer(m);
    impulse(m);
    advance(m, uDelta, uMaxSpeed);
    gl_FragColor = vec4(m.velocity, m.isLoose ? m.home.y + LOOSE : m.home.y);
  }
`;

const positionShader = /* glsl */ `
  uniform float uDelta;

  void main() {
    ivec2 texel = ivec2(gl_FragCoord.xy);
    vec4 position = texelFetch(positions, texel, 0);
    gl_FragColor = vec4(position.xyz + uDelta * texelFetch(velocities, texel, 0).xyz, position.w);
  }
`;

/** What the swarm's simulation does with all its usual forces, in three's GPUComputationRenderer, on a state like ours. */
export class GpuComputation {
  private readonly compute: GPUComputationRenderer;
  private readonly positions: Variable;
  private readonly velocities: Variable;

  /**
   * @param position four floats a particle, the offset from home and home's x; `velocity` likewise, with home's y.
   * @param uniforms of the forces, by the names of `Simulation`; read at every step.
   */
  constructor(
    renderer: WebGLRenderer,
    side: number,
    position: Float32Array<ArrayBuffer>,
    velocity: Float32Array<ArrayBuffer>,
    uniforms: Readonly<Record<string, IUniform>>,
  ) {
    this.compute = new GPUComputationRenderer(side, side, renderer);
    this.velocities = this.compute.addVariable('velocities', velocityShader, texture(velocity, side));
    this.positions = this.compute.addVariable('positions', positionShader, texture(position, side));
    for (const variable of [this.velocities, this.positions]) {
      this.compute.setVariableDependencies(variable, [this.positions, this.velocities]);
      Object.assign(variable.material.uniforms, uniforms);
    }
    const complaint = this.compute.init();
    if (complaint) throw new Error(complaint);
  }

  step(): void {
    this.compute.compute();
  }

  get position(): WebGLRenderTarget {
    return this.compute.getCurrentRenderTarget(this.positions) as WebGLRenderTarget;
  }

  dispose(): void {
    this.compute.dispose();
  }
}

function texture(data: Float32Array<ArrayBuffer>, side: number): DataTexture {
  const filled = new DataTexture(data, side, side, RGBAFormat, FloatType);
  filled.needsUpdate = true;
  return filled;
}
