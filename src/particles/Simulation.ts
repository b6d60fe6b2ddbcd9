import { type Texture, Vector2, Vector3, Vector4, type WebGLRenderer } from 'three';
import { dissolveStyles } from './dissolves/index.ts';
import { type Easing, easings } from './easings.ts';
import type { Critique } from './forces/Critique.ts';
import { CurlNoise } from './forces/CurlNoise.ts';
import { DensityField } from './forces/DensityField.ts';
import { FullscreenPass } from './gpu/FullscreenPass.ts';
import type { SwarmParameters } from './parameters/index.ts';
import type { SwarmState } from './SwarmState.ts';
import { type SimulationPart, simulateShader, simulationParts } from './shaders/simulate.glsl.ts';

/** Seconds of a simulation step, on every machine. */
export const STEP_SECONDS: number = 1 / 60;

/** No particle moves further than this share of the image's longer side in one step. */
const MAX_MOVE = 0.048;

/** What a step does: how far the forming or the release has come, and who disturbs. Lengths in image heights. */
export interface StepOrders {
  /** 0: nobody is called home, 1: every particle is, with the whole spring. */
  form: number;
  /** 0: nobody has let go, 1: everybody has. */
  release: number;
  /** Share of the release over which the particles' turns are spread. */
  releaseStagger: number;
  easing: Easing;
  /** Where a pointer is on the image's plane, and how it moves; null while there is none. */
  pointer: { readonly place: Vector2; readonly velocity: Vector2 } | null;
  /** Number of the dissolve in its list, the point that it comes from and the way that it goes. */
  readonly dissolve: { style: number; readonly point: Vector3; readonly heading: Vector3 };
  /** Whether particles were knocked loose that must not be called. */
  loose: boolean;
  /** Whether an image stands, so that a critique may act on it. @default false */
  stands?: boolean;
  /** A push in this step. */
  impulse: Impulse | null;
}

/** A push away from a point, once. */
export interface Impulse {
  readonly point: Vector3;
  readonly radius: number;
  readonly speed: number;
  /** Whether what is hit stays away until an image is formed. */
  readonly sticks: boolean;
}

/** Particles that are hit by at least this share of an impulse's strength are knocked loose, if it sticks. */
const LOOSENING = 0.25;
const NEVER = 2;

/** Image heights from the middle within which particles act on each other; for wide images, widths. */
const DENSITY_REACH = 1;

/** 1/s: how fast particles take on the speed of the wind, and of a pointer that moves. */
const WIND_DRAG = 2;
const POINTER_DRAG = 6;

/**
 * Moves all particles by one step. Owns the passes, one for each set of parts and dissolve, made when first needed, and
 * the noise.
 */
export class Simulation {
  /** No streams carry the particles. */
  calm = false;
  private readonly noise: CurlNoise;
  private readonly critique: Critique;
  /** Made when particles first act on each other. */
  private density: DensityField | null = null;
  private readonly passes = new Map<number, FullscreenPass<Simulation['uniforms']>>();
  private readonly uniforms = {
    uPosition: { value: null as Texture | null },
    uVelocity: { value: null as Texture | null },
    uTurn: { value: null as Texture | null },
    uNoise: { value: null as CurlNoise | null },
    uDelta: { value: STEP_SECONDS },
    uMaxSpeed: { value: 0 },
    uForm: { value: 0 },
    uEasing: { value: new Vector3() },
    uRelease: { value: 0 },
    uReleaseStagger: { value: 0 },
    uPoint: { value: new Vector3() },
    uHeading: { value: new Vector3() },
    uSpring: { value: new Vector2() },
    uTurbulence: { value: 0 },
    uDrift: { value: new Vector2() },
    uGravity: { value: 0 },
    uWind: { value: new Vector2() },
    uWindDrag: { value: 0 },
    uAttractor: { value: new Vector4() },
    uAttractorStrength: { value: 0 },
    uVortex: { value: new Vector3() },
    uVortexStrength: { value: 0 },
    uPointer: { value: new Vector3() },
    uPointerVelocity: { value: new Vector2() },
    uPointerStrength: { value: 0 },
    uPointerDrag: { value: 0 },
    uDensity: { value: null as Texture | null },
    uDensityReach: { value: 1 },
    uEvenDensity: { value: 1 },
    uPressure: { value: 0 },
    uCohesion: { value: 0 },
    uCritique: { value: null as Texture | null },
    uCritiqueBlend: { value: 0 },
    uCritiquePush: { value: 0 },
    uAspect: { value: 1 },
    uImpulse: { value: new Vector4() },
    uImpulseStrength: { value: 0 },
    uImpulseSticks: { value: NEVER },
  };

  /** Borrows the critique. */
  constructor(seed: number, critique: Critique) {
    this.noise = new CurlNoise(seed);
    this.critique = critique;
    this.uniforms.uNoise.value = this.noise;
  }

  /** Moves the first `count` particles on. `time` is the swarm's own, in seconds; `aspect` the image's width over its height. */
  step(
    renderer: WebGLRenderer,
    state: SwarmState,
    count: number,
    parameters: SwarmParameters,
    orders: StepOrders,
    time: number,
    aspect: number,
  ): void {
    const { uniforms } = this;
    uniforms.uPosition.value = state.motion.first;
    uniforms.uVelocity.value = state.motion.second;
    uniforms.uTurn.value = state.turns.first;
    uniforms.uMaxSpeed.value = (MAX_MOVE * Math.max(1, aspect)) / STEP_SECONDS;
    uniforms.uForm.value = orders.form;
    uniforms.uEasing.value.fromArray(easings[orders.easing]);
    uniforms.uRelease.value = orders.release;
    uniforms.uReleaseStagger.value = orders.releaseStagger;
    uniforms.uPoint.value.copy(orders.dissolve.point);
    uniforms.uHeading.value.copy(orders.dissolve.heading);
    const { spring, damping } = parameters;
    uniforms.uSpring.value.set(spring, 2 * damping * Math.sqrt(spring));
    uniforms.uTurbulence.value = this.calm ? 0 : parameters.turbulence;
    // The field drifts, so that streams change; whole tiles are dropped before the numbers grow coarse.
    uniforms.uDrift.value.set((time * 0.0047) % 1, (time * 0.0061) % 1);
    this.setFields(parameters, orders);
    const judged = this.critique.acts && this.critique.hold > 0 && parameters.critiquePush !== 0;
    const parts = partsOf(parameters, orders) | (judged ? CRITIQUE : 0);
    if (parts & DENSITY) this.setDensity(renderer, state, parameters, count, aspect);
    if (judged) this.setCritique(parameters, aspect);
    this.passFor(parts, orders.dissolve.style).render(renderer, state.nextMotion(count));
    state.turnOver();
  }

  dispose(): void {
    this.noise.dispose();
    this.density?.dispose();
    for (const pass of this.passes.values()) pass.dispose();
  }

  private setFields(parameters: SwarmParameters, { pointer, impulse }: StepOrders): void {
    const { uniforms } = this;
    const { attractor, attractorX, attractorY, attractorZ, attractorRadius } = parameters;
    const { vortex, vortexX, vortexY, vortexRadius } = parameters;
    const angle = (parameters.windAngle * Math.PI) / 180;
    uniforms.uGravity.value = parameters.gravity;
    uniforms.uWind.value.set(Math.cos(angle) * parameters.wind, Math.sin(angle) * parameters.wind);
    uniforms.uWindDrag.value = parameters.wind === 0 ? 0 : WIND_DRAG;
    uniforms.uAttractorStrength.value = attractor;
    uniforms.uAttractor.value.set(attractorX, attractorY, attractorZ, 1 / attractorRadius);
    uniforms.uVortexStrength.value = vortex;
    uniforms.uVortex.value.set(vortexX, vortexY, 1 / vortexRadius);
    if (pointer) {
      uniforms.uPointerStrength.value = parameters.pointer;
      uniforms.uPointer.value.set(pointer.place.x, pointer.place.y, 1 / parameters.pointerRadius);
      uniforms.uPointerVelocity.value.copy(pointer.velocity);
      uniforms.uPointerDrag.value = pointer.velocity.lengthSq() > 0 ? POINTER_DRAG : 0;
    }
    if (impulse) {
      const { x, y, z } = impulse.point;
      uniforms.uImpulse.value.set(x, y, z, impulse.radius ** -2);
      uniforms.uImpulseStrength.value = impulse.speed;
      uniforms.uImpulseSticks.value = impulse.sticks ? LOOSENING : NEVER;
    }
  }

  private setDensity(
    renderer: WebGLRenderer,
    state: SwarmState,
    { pressure, cohesion }: SwarmParameters,
    count: number,
    aspect: number,
  ): void {
    const { uniforms } = this;
    this.density ??= new DensityField();
    const reach = DENSITY_REACH * Math.max(1, aspect);
    this.density.update(renderer, state, count, reach);
    uniforms.uDensity.value = this.density.texture;
    uniforms.uDensityReach.value = reach;
    uniforms.uEvenDensity.value = this.density.evenDensity(count, aspect, reach);
    uniforms.uPressure.value = pressure;
    uniforms.uCohesion.value = cohesion;
  }

  private setCritique({ critiquePush }: SwarmParameters, aspect: number): void {
    const { uniforms, critique } = this;
    uniforms.uCritique.value = critique.texture;
    uniforms.uCritiqueBlend.value = critique.blend;
    uniforms.uCritiquePush.value = critiquePush * critique.hold;
    uniforms.uAspect.value = aspect;
  }

  private passFor(parts: number, style: number): FullscreenPass<Simulation['uniforms']> {
    const key = parts & RELEASE ? parts + (style << simulationParts.length) : parts;
    return this.passes.get(key) ?? this.makePass(key, parts, style);
  }

  private makePass(key: number, parts: number, style: number): FullscreenPass<Simulation['uniforms']> {
    const names = simulationParts.filter(part => parts & bit(part));
    const shader = simulateShader(names, dissolveStyles[style]!);
    const pass = new FullscreenPass(`Simulation(${names.join()})`, shader, this.uniforms);
    this.passes.set(key, pass);
    return pass;
  }
}

const bit = (part: SimulationPart): number => 1 << simulationParts.indexOf(part);

const FLIGHT = /* @__PURE__ */ bit('flight');
const RELEASE = /* @__PURE__ */ bit('release');
const WEATHER = /* @__PURE__ */ bit('weather');
const ATTRACTOR = /* @__PURE__ */ bit('attractor');
const VORTEX = /* @__PURE__ */ bit('vortex');
const POINTER = /* @__PURE__ */ bit('pointer');
const DENSITY = /* @__PURE__ */ bit('density');
const CRITIQUE = /* @__PURE__ */ bit('critique');
const IMPULSE = /* @__PURE__ */ bit('impulse');

/** The least that this step needs, a bit each. */
function partsOf(parameters: SwarmParameters, orders: StepOrders): number {
  const { attractor, vortex, pointer, gravity, wind, pressure, cohesion } = parameters;
  const free = orders.form < 1 || orders.loose || orders.release > 0;
  return (
    (free ? FLIGHT : 0) |
    (orders.release > 0 ? RELEASE : 0) |
    (free && (gravity !== 0 || wind !== 0) ? WEATHER : 0) |
    (attractor !== 0 ? ATTRACTOR : 0) |
    (vortex !== 0 ? VORTEX : 0) |
    (orders.pointer && pointer !== 0 ? POINTER : 0) |
    (pressure !== 0 || cohesion !== 0 ? DENSITY : 0) |
    (orders.impulse ? IMPULSE : 0)
  );
}
