import { type Object3D, type Texture, Vector2, Vector3, type WebGLRenderer } from 'three';
import type { PixelImage } from '../image.ts';
import type { Arrangement } from './Arrangement.ts';
import { SwarmDrawing } from './drawing/SwarmDrawing.ts';
import { ArrivalCount, type Counts } from './gpu/ArrivalCount.ts';
import { FullscreenPass } from './gpu/FullscreenPass.ts';
import { OffscreenBracket } from './gpu/OffscreenBracket.ts';
import type { Precision } from './gpu/Precision.ts';
import { Arranger } from './layouts/Arranger.ts';
import { type FlowTables, flowTables } from './layouts/flowTables.ts';
import { placesTexture } from './layouts/placesTexture.ts';
import { TransportMatcher } from './layouts/transport/TransportMatcher.ts';
import { type Origin, originNames } from './origins.ts';
import type { SwarmParameters } from './parameters.ts';
import { Simulation, STEP_SECONDS, type StepOrders } from './Simulation.ts';
import { SwarmState } from './SwarmState.ts';
import { freezeShader } from './shaders/colors.glsl.ts';
import { departShader } from './shaders/depart.glsl.ts';
import { type Stagger, staggerNames, turnsShader } from './shaders/turns.glsl.ts';

/** What is arranged before the first image: a faint even light, the dust that has not decided yet. */
const DUST: Arrangement = {
  image: { width: 1, height: 1, data: new Uint8ClampedArray([90, 90, 90, 255]) },
  layout: 'flow',
  weight: 'even',
  smooth: false,
  straight: false,
};

/** How the swarm is to be drawn. */
export interface Showing {
  /** From the colours of the last image (0) to those of this one (1). */
  morph: number;
  /** How far particles have been called home, 0 to 1. */
  form: number;
  /** Seconds by which the moment shown lies before the end of the last step. */
  lag: number;
  /** Light of the whole, 0 to 1. */
  presence: number;
  /** How far a dissolving has come, 0 to 1, and the share of it over which particles let go. */
  release: number;
  releaseStagger: number;
  /** Seconds since it began. */
  apart: number;
  /** How brightly particles flare as they let go. */
  flare: number;
}

/**
 * All the particles of one effect: their state on the GPU, the passes that move them and what draws them. It knows
 * nothing of time lines or promises: its owner says when to step and how far the forming has come. Lengths are in image
 * heights. Owns everything on the GPU; borrows the renderer and the parameters.
 */
export class Swarm {
  readonly drawing: SwarmDrawing;
  private readonly renderer: WebGLRenderer;
  private readonly bracket: OffscreenBracket;
  private readonly seed: number;
  private readonly precision: Precision;
  private readonly parameters: SwarmParameters;
  private readonly arranger: Arranger;
  private readonly simulation: Simulation;
  private readonly arrivals = new ArrivalCount();
  private readonly turns = new FullscreenPass('Swarm.turns', turnsShader, {
    uHome: { value: null as Texture | null },
    uColor: { value: null as Texture | null },
    uSeed: { value: 0 },
    uWidth: { value: 0 },
    uExtent: { value: new Vector2() },
    uStagger: { value: 0 },
    uStyle: { value: 0 },
    uPoint: { value: new Vector3() },
    uHeading: { value: new Vector3() },
  });
  private readonly depart = new FullscreenPass('Swarm.depart', departShader, {
    uPosition: { value: null as Texture | null },
    uVelocity: { value: null as Texture | null },
    uHome: { value: null as Texture | null },
    uSeed: { value: 0 },
    uWidth: { value: 0 },
    uPreviousCount: { value: 0 },
    uPreviousWidth: { value: 1 },
    uOrigin: { value: 0 },
    uExtent: { value: new Vector2() },
  });
  private readonly freeze = new FullscreenPass('Swarm.freeze', freezeShader, {
    uPreviousColor: { value: null as Texture | null },
    uColor: { value: null as Texture | null },
    uShare: { value: 1 },
    uMorph: { value: 1 },
    uWidth: { value: 0 },
    uPreviousCount: { value: 0 },
    uPreviousWidth: { value: 0 },
  });
  private matcher: TransportMatcher | null = null;
  private state: SwarmState;
  private shown: Arrangement = DUST;
  private tables: FlowTables = flowTables(DUST.image, DUST);
  /** Homes of the particles, where a matching has found them; else they are the layout's. */
  private places: Float32Array<ArrayBuffer> | null = null;
  private share = 1;
  private stagger: Stagger = 'distance';
  private steps = 0;

  constructor(
    renderer: WebGLRenderer,
    count: number,
    seed: number,
    parameters: SwarmParameters,
    precision: Precision,
  ) {
    this.renderer = renderer;
    this.bracket = new OffscreenBracket(renderer);
    this.seed = seed;
    this.precision = precision;
    this.parameters = parameters;
    this.arranger = new Arranger(seed);
    this.simulation = new Simulation(seed);
    this.drawing = new SwarmDrawing(parameters);
    this.turns.uniforms.uSeed.value = seed;
    this.depart.uniforms.uSeed.value = seed;
    this.state = new SwarmState(count, precision);
    this.restart(parameters.origin);
  }

  /** Number of particles; {@link resize} changes it. */
  get count(): number {
    return this.state.count;
  }

  /** The object that draws the particles; in its own space the image is 1 high. */
  get object(): Object3D {
    return this.drawing.object;
  }

  /** What was arranged last; null before the first image. */
  get arrangement(): Arrangement | null {
    return this.shown === DUST ? null : this.shown;
  }

  /** The image last arranged. */
  get image(): PixelImage {
    return this.shown.image;
  }

  /** Width of the image over its height. */
  get aspect(): number {
    return this.image.width / this.image.height;
  }

  /** Textures of the particles, for whoever looks inside. */
  get textures(): SwarmState {
    return this.state;
  }

  /** Seconds that the swarm has been simulated for. */
  get time(): number {
    return this.steps * STEP_SECONDS;
  }

  /**
   * Works out where the particles, from where they are at home now, have the shortest ways to `arrangement`. null where
   * that cannot be had, or a later call came before the answer: then `flow` homes are the next best.
   */
  async match(arrangement: Arrangement): Promise<Float32Array<ArrayBuffer> | null> {
    this.matcher ??= new TransportMatcher();
    const { count, seed, tables: previousTables, places: from } = this;
    const tables = flowTables(arrangement.image, arrangement);
    const { colorWeight } = this.parameters;
    return this.matcher.match({ count, seed, tables, previousTables, from, colorWeight });
  }

  /**
   * Gives every particle its home and its colour in an image and lets it set out from `origin`. It starts to move when
   * {@link step} says so. `morph` says how far the colours have come from those before; they go on from there.
   *
   * @param places of a {@link match}; without them `transport` is `flow`.
   */
  arrange(
    arrangement: Arrangement,
    origin: Origin,
    stagger: Stagger,
    morph: number,
    places: Float32Array<ArrayBuffer> | null = null,
  ): void {
    this.read(arrangement, places);
    this.stagger = stagger;
    this.bracket.run(() => {
      this.freezeColors(this.state, morph);
      this.layHomes();
      this.setOut(origin, this.state);
      this.orderForming();
    });
  }

  /** The next image of a series, or another way to show the same: homes and colours change, and nobody's turn does. */
  follow(arrangement: Arrangement): void {
    this.read(arrangement, null);
    this.bracket.run(() => {
      this.layHomes();
      this.setOut('previous', this.state);
    });
  }

  /** Puts the particles in the order in which they let go. */
  orderRelease({ style, point, heading }: StepOrders['dissolve']): void {
    const { uniforms } = this.turns;
    uniforms.uStagger.value = -1;
    uniforms.uStyle.value = style;
    uniforms.uPoint.value.copy(point);
    uniforms.uHeading.value.copy(heading);
    this.bracket.run(() => this.order());
  }

  /** Changes the number of particles. Those that stay keep their place, speed, home and colours. */
  resize(count: number): void {
    const before = this.state;
    this.state = new SwarmState(count, this.precision);
    this.places = null;
    this.drawing.count = count;
    this.bracket.run(() => {
      // The image that is fading goes on fading.
      this.freezeColors(before, 0);
      this.layHomes();
      this.setOut('previous', before);
      this.orderForming();
    });
    before.dispose();
  }

  /** Starts again from the seed, with the homes of the last image. */
  restart(origin: Origin): void {
    this.steps = 0;
    this.drawing.count = this.count;
    this.bracket.run(() => {
      this.layHomes();
      this.freezeColors(this.state, 1);
      this.setOut(origin === 'previous' ? 'scatter' : origin, this.state);
      this.orderForming();
    });
  }

  beginSteps(): void {
    this.bracket.enter();
  }

  endSteps(): void {
    this.bracket.leave();
  }

  /** One simulation step of {@link STEP_SECONDS}. Call it between {@link beginSteps} and {@link endSteps}. */
  step(orders: StepOrders): void {
    this.steps++;
    this.simulation.step(this.renderer, this.state, this.parameters, orders, this.time, this.aspect);
  }

  /** Makes the drawing show the particles. */
  show(showing: Showing): void {
    this.drawing.show(this.state, showing, this.share, this.time - showing.lag, this.aspect);
  }

  /** Lets the time of `steps` pass by in which a {@link step} would change nothing. */
  rest(steps: number): void {
    this.steps += steps;
  }

  /**
   * How many particles are within `tolerance` image heights of home, and how many the last step has changed in any bit.
   * Answers some frames later, without a stall.
   */
  countArrived(tolerance: number): Promise<Counts> {
    const { motion, motionBefore } = this.state;
    return this.arrivals.count(this.renderer, motion, motionBefore, this.count, tolerance);
  }

  dispose(): void {
    this.matcher?.dispose();
    for (const owned of [
      this.state,
      this.arranger,
      this.simulation,
      this.arrivals,
      this.turns,
      this.depart,
      this.freeze,
      this.drawing,
    ]) {
      owned.dispose();
    }
  }

  private read(arrangement: Arrangement, places: Float32Array<ArrayBuffer> | null): void {
    this.tables = flowTables(arrangement.image, arrangement);
    this.shown = arrangement;
    this.places = places;
  }

  private layHomes(): void {
    const { shown, state, places, tables } = this;
    const layout = shown.layout === 'transport' && !places ? 'flow' : shown.layout;
    const texture = places && placesTexture(places, state.width);
    const share = this.arranger.arrange(this.renderer, tables, layout, state.count, state.look, texture);
    // Particles that cover show the colours as they are: no light is shared out.
    this.share = shown.straight ? 1 : share;
    texture?.dispose();
  }

  private freezeColors(before: SwarmState, morph: number): void {
    const { state, freeze } = this;
    const { uniforms } = freeze;
    uniforms.uPreviousColor.value = before.previousColor;
    uniforms.uColor.value = before.look.second;
    uniforms.uShare.value = this.share;
    uniforms.uMorph.value = morph;
    uniforms.uWidth.value = state.width;
    uniforms.uPreviousCount.value = before.count;
    uniforms.uPreviousWidth.value = before.width;
    state.writePreviousColor(target => freeze.render(this.renderer, target));
  }

  private setOut(origin: Origin, before: SwarmState): void {
    const { uniforms } = this.depart;
    uniforms.uPosition.value = before.motion.first;
    uniforms.uVelocity.value = before.motion.second;
    uniforms.uPreviousCount.value = before.count;
    uniforms.uPreviousWidth.value = before.width;
    uniforms.uHome.value = this.state.look.first;
    uniforms.uWidth.value = this.state.width;
    uniforms.uOrigin.value = originNames.indexOf(origin);
    uniforms.uExtent.value.set(this.aspect / 2, 0.5);
    this.state.writeMotion(target => this.depart.render(this.renderer, target));
    uniforms.uPosition.value = null;
    uniforms.uVelocity.value = null;
  }

  private orderForming(): void {
    this.turns.uniforms.uStagger.value = staggerNames.indexOf(this.stagger);
    this.order();
  }

  private order(): void {
    const { uniforms } = this.turns;
    uniforms.uHome.value = this.state.look.first;
    uniforms.uColor.value = this.state.look.second;
    uniforms.uWidth.value = this.state.width;
    uniforms.uExtent.value.set(this.aspect / 2, 0.5);
    this.turns.render(this.renderer, this.state.turns);
  }
}
