import { type Texture, Vector3, Vector4, type WebGLRenderer } from 'three';
import type { PixelImage } from '../image.ts';
import { ArrivalCount, type Counts } from './ArrivalCount.ts';
import { CurlNoise } from './CurlNoise.ts';
import { FullscreenPass, OffscreenBracket } from './FullscreenPass.ts';
import { FlowLayout } from './layouts/FlowLayout.ts';
import type { SwarmParameters } from './parameters.ts';
import { StateTarget } from './StateTarget.ts';
import { SwarmPoints } from './SwarmPoints.ts';
import { bakeShader } from './shaders/bake.glsl.ts';
import { scatterShader } from './shaders/scatter.glsl.ts';
import { simulateShader } from './shaders/simulate.glsl.ts';

/** Seconds of a simulation step, on every machine. */
export const STEP_SECONDS: number = 1 / 60;

/** No particle moves further than this share of the image's width in one step. */
const MAX_MOVE = 0.048;

/** Half axes of the cloud that the particles start in, in image heights. */
const CLOUD = /* @__PURE__ */ new Vector3(1.05, 1.05, 0.3);

/** What is arranged before the first image: a faint even light, the dust that has not decided yet. */
const DUST: PixelImage = { width: 1, height: 1, data: new Uint8ClampedArray([90, 90, 90, 255]) };

/** A push away from a point, for one step. In image heights and seconds. */
export interface Impulse {
  readonly point: Vector3;
  readonly radius: number;
  readonly speed: number;
}

/**
 * All the particles of one effect: their state in float textures, the passes that move them and the points that
 * draw them. It knows nothing of time lines or promises: its owner says when to step and how far the forming has
 * come. Lengths are in image heights. Owns everything on the GPU; borrows the renderer and the parameters.
 */
export class Swarm {
  /** Number of particles; {@link resize} changes it. */
  count: number;
  readonly points: SwarmPoints;
  private readonly renderer: WebGLRenderer;
  private readonly bracket: OffscreenBracket;
  private readonly seed: number;
  private readonly parameters: SwarmParameters;
  private readonly layout = new FlowLayout();
  private readonly arrivals = new ArrivalCount();
  private readonly noise: CurlNoise;
  private readonly scatter = new FullscreenPass('Swarm.scatter', scatterShader, {
    uSeed: { value: 0 },
    uWidth: { value: 0 },
    uCloud: { value: CLOUD },
    uPreviousCount: { value: 0 },
    uPreviousWidth: { value: 1 },
    uPreviousPosition: { value: null as Texture | null },
    uPreviousVelocity: { value: null as Texture | null },
  });
  private readonly simulate = new FullscreenPass('Swarm.simulate', simulateShader, {
    uPosition: { value: null as Texture | null },
    uVelocity: { value: null as Texture | null },
    uHome: { value: null as Texture | null },
    uNoise: { value: null as CurlNoise | null },
    uWidth: { value: 0 },
    uSeed: { value: 0 },
    uDelta: { value: STEP_SECONDS },
    uRootSpring: { value: 0 },
    uDamping: { value: 0 },
    uTurbulence: { value: 0 },
    uForm: { value: 0 },
    uDrift: { value: new Vector3() },
    uMaxSpeed: { value: 0 },
    uImpulse: { value: new Vector4() },
    uImpulseSpeed: { value: 0 },
  });
  private readonly bake = new FullscreenPass('Swarm.bake', bakeShader, {
    uPrevious: { value: null as Texture | null },
    uCurrent: { value: null as Texture | null },
    uFromCount: { value: 0 },
    uFromWidth: { value: 0 },
    uWidth: { value: 0 },
    uMorph: { value: 0 },
  });
  private state: StateTarget;
  private spare: StateTarget;
  private colors: { current: StateTarget; previous: StateTarget };
  private shown: { image: PixelImage; smooth: boolean } = { image: DUST, smooth: false };
  private steps = 0;

  constructor(renderer: WebGLRenderer, count: number, seed: number, parameters: SwarmParameters) {
    this.renderer = renderer;
    this.bracket = new OffscreenBracket(renderer);
    this.count = count;
    this.seed = seed;
    this.parameters = parameters;
    this.points = new SwarmPoints(seed);
    this.noise = new CurlNoise(seed);
    this.simulate.uniforms.uNoise.value = this.noise;
    this.simulate.uniforms.uSeed.value = seed;
    this.scatter.uniforms.uSeed.value = seed;
    this.state = newTarget(count);
    this.spare = newTarget(count);
    this.colors = { current: newTarget(count), previous: newTarget(count) };
    this.populate(0);
  }

  /** Width of the image over its height. */
  get aspect(): number {
    return this.shown.image.width / this.shown.image.height;
  }

  /** Position (first texture) and velocity (second) of every particle after the last step. */
  get current(): StateTarget {
    return this.state;
  }

  /** Home (first texture) and colour (second) of every particle in the image last arranged. */
  get homes(): StateTarget {
    return this.colors.current;
  }

  /** Seconds that the swarm has been simulated for. */
  get time(): number {
    return this.steps * STEP_SECONDS;
  }

  /**
   * Gives every particle its home and its colour in `image`. It starts to move when {@link step} says so. `morph` is
   * what {@link show} was told last; what it showed is where the next morph, from 0, begins.
   */
  arrange(image: PixelImage, smooth: boolean, morph: number): void {
    this.shown = { image, smooth };
    const { current, previous } = this.colors;
    this.colors = { current: previous, previous: current };
    this.bracket.run(() => {
      if (morph < 1) {
        // Between steps the spare state is free: the mixture goes there, and its place is taken by the colours that
        // nobody needs any more.
        this.colors.previous = this.spare;
        this.spare = current;
        this.keepColors({ current, previous }, this.count, morph);
      }
      this.layHomes(this.colors.current);
    });
  }

  /** Changes the number of particles. Those that stay keep their place, speed, home and colours. */
  resize(count: number): void {
    const before = this.state;
    const beforeColors = this.colors;
    const beforeCount = this.count;
    this.count = count;
    this.spare.dispose();
    this.state = newTarget(count);
    this.spare = newTarget(count);
    this.colors = { current: newTarget(count), previous: newTarget(count) };
    const { uniforms } = this.scatter;
    uniforms.uPreviousWidth.value = before.width;
    uniforms.uPreviousPosition.value = before.first;
    uniforms.uPreviousVelocity.value = before.second;
    this.populate(beforeCount);
    uniforms.uPreviousPosition.value = null;
    uniforms.uPreviousVelocity.value = null;
    // The image that is fading goes on fading.
    this.bracket.run(() => this.keepColors(beforeColors, beforeCount, 0));
    for (const target of [before, beforeColors.current, beforeColors.previous]) target.dispose();
  }

  beginSteps(): void {
    this.bracket.enter();
  }

  endSteps(): void {
    this.bracket.leave();
  }

  /** Starts again from the seed, with the homes of the last image: after a lost context the GPU has forgotten all. */
  restore(): void {
    this.populate(0);
  }

  /**
   * One simulation step of {@link STEP_SECONDS}. `form` says how far the forming has come: 0, nothing pulls; 1, every
   * particle is pulled with the whole spring. Call it between {@link beginSteps} and {@link endSteps}.
   */
  step(form: number, impulse: Impulse | null): void {
    const { uniforms } = this.simulate;
    const { spring, damping, turbulence } = this.parameters;
    this.steps++;
    const time = this.time;
    uniforms.uPosition.value = this.state.first;
    uniforms.uVelocity.value = this.state.second;
    uniforms.uHome.value = this.colors.current.first;
    uniforms.uWidth.value = this.state.width;
    uniforms.uRootSpring.value = Math.sqrt(spring);
    uniforms.uDamping.value = damping;
    uniforms.uTurbulence.value = turbulence;
    uniforms.uForm.value = form;
    // The field drifts, so that streams change; whole tiles are dropped before the numbers grow coarse.
    uniforms.uDrift.value.set((time * 0.013) % 1, (time * 0.019) % 1, (time * 0.023) % 1);
    uniforms.uMaxSpeed.value = (MAX_MOVE * Math.min(1, this.aspect)) / STEP_SECONDS;
    if (impulse)
      uniforms.uImpulse.value.set(impulse.point.x, impulse.point.y, impulse.point.z, impulse.radius);
    else uniforms.uImpulse.value.w = 0;
    uniforms.uImpulseSpeed.value = impulse ? impulse.speed : 0;
    this.simulate.render(this.renderer, this.spare);
    const { state } = this;
    this.state = this.spare;
    this.spare = state;
  }

  /** Lets the time of `steps` pass by in which a {@link step} would change nothing. */
  rest(steps: number): void {
    this.steps += steps;
  }

  /**
   * Makes the points show the state as it was `lag` seconds before the end of the last step, `morph` of the way from
   * the colours of the last image to those of this one, lit by `presence`. All but `lag` from 0 to 1.
   */
  show(morph: number, lag: number, presence: number): void {
    this.points.show(
      this.state,
      this.colors,
      this.parameters,
      morph,
      lag,
      this.time - lag,
      this.aspect,
      presence,
    );
  }

  /**
   * How many particles are within `tolerance` image heights of home, and how many the last step has changed in any
   * bit. Answers some frames later, without a stall.
   */
  countArrived(tolerance: number): Promise<Counts> {
    const { renderer, arrivals, state, spare, colors } = this;
    return arrivals.count(renderer, state, spare, colors.current, this.count, tolerance);
  }

  dispose(): void {
    for (const target of [this.state, this.spare, this.colors.current, this.colors.previous])
      target.dispose();
    const { layout, arrivals, noise, scatter, simulate, bake, points } = this;
    for (const owned of [layout, arrivals, noise, scatter, simulate, bake, points]) owned.dispose();
  }

  private populate(previousCount: number): void {
    const { uniforms } = this.scatter;
    uniforms.uWidth.value = this.state.width;
    uniforms.uPreviousCount.value = previousCount;
    this.bracket.run(() => {
      this.scatter.render(this.renderer, this.state);
      this.layHomes(this.colors.current);
      this.layHomes(this.colors.previous);
    });
    this.points.setCount(this.count, this.state.width);
  }

  /** Makes what `morph` shows of `from`, the colours of `fromCount` particles, the colours to fade from. */
  private keepColors(from: Swarm['colors'], fromCount: number, morph: number): void {
    const { uniforms } = this.bake;
    uniforms.uPrevious.value = from.previous.second;
    uniforms.uCurrent.value = from.current.second;
    uniforms.uFromCount.value = fromCount;
    uniforms.uFromWidth.value = from.current.width;
    uniforms.uWidth.value = this.colors.previous.width;
    uniforms.uMorph.value = morph;
    this.bake.render(this.renderer, this.colors.previous);
    uniforms.uPrevious.value = null;
    uniforms.uCurrent.value = null;
  }

  private layHomes(target: StateTarget): void {
    this.layout.render(this.renderer, this.shown.image, this.shown.smooth, this.seed, target);
  }
}

/** Of position and velocity, or of home and colour: they change places. */
const newTarget = (count: number) => new StateTarget(count, ['Swarm.first', 'Swarm.second']);
