import { type Object3D, type Texture, Vector2, Vector3, type WebGLRenderer } from 'three';
import type { AnySwarm, Showing } from './AnySwarm.ts';
import type { Arrangement } from './Arrangement.ts';
import { SwarmDrawing } from './drawing/SwarmDrawing.ts';
import { Critique } from './forces/Critique.ts';
import type { Field } from './forces/condense.ts';
import { ArrivalCount, type Counts } from './gpu/ArrivalCount.ts';
import { FullscreenPass } from './gpu/FullscreenPass.ts';
import { OffscreenBracket } from './gpu/OffscreenBracket.ts';
import type { SimulatedPrecision } from './gpu/Precision.ts';
import { Arranger, type Lighting, shareOf } from './layouts/Arranger.ts';
import { placesTexture } from './layouts/placesTexture.ts';
import { type Start, startNumber } from './origins.ts';
import type { SwarmParameters } from './parameters/index.ts';
import { Simulation, STEP_SECONDS, type StepOrders } from './Simulation.ts';
import { Subject } from './Subject.ts';
import { SwarmState } from './SwarmState.ts';
import { freezeShader } from './shaders/colors.glsl.ts';
import { departShader } from './shaders/depart.glsl.ts';
import { joinShader } from './shaders/join.glsl.ts';
import { type Stagger, staggerNames, turnsShader } from './shaders/turns.glsl.ts';

/**
 * A swarm that is simulated: the particles' state on the GPU, the passes that move them and what draws them. It knows
 * nothing of time lines or promises. Owns everything on the GPU; borrows the renderer and the parameters.
 */
export class Swarm implements AnySwarm {
  readonly drawing: SwarmDrawing;
  private readonly renderer: WebGLRenderer;
  private readonly bracket: OffscreenBracket;
  private readonly seed: number;
  readonly precision: SimulatedPrecision;
  private readonly parameters: SwarmParameters;
  private readonly arranger: Arranger;
  private readonly simulation: Simulation;
  private readonly critique = new Critique();
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
  private readonly join = new FullscreenPass('Swarm.join', joinShader, {
    uPosition: { value: null as Texture | null },
    uVelocity: { value: null as Texture | null },
    uHome: { value: null as Texture | null },
    uWidth: { value: 0 },
    uMoved: { value: 1 },
  });
  private readonly subject = new Subject();
  private state: SwarmState;
  private lighting: Lighting = { weight: 1, placed: 1, straight: false };
  private stagger: Stagger = 'distance';
  private steps = 0;

  constructor(
    renderer: WebGLRenderer,
    count: number,
    seed: number,
    parameters: SwarmParameters,
    precision: SimulatedPrecision,
  ) {
    this.renderer = renderer;
    this.bracket = new OffscreenBracket(renderer);
    this.seed = seed;
    this.precision = precision;
    this.parameters = parameters;
    this.arranger = new Arranger(seed);
    this.simulation = new Simulation(seed, this.critique);
    this.drawing = new SwarmDrawing(parameters, this.critique);
    this.turns.uniforms.uSeed.value = seed;
    this.depart.uniforms.uSeed.value = seed;
    this.state = new SwarmState(count, precision);
    this.restart(parameters.origin);
  }

  get count(): number {
    return this.state.count;
  }

  get object(): Object3D {
    return this.drawing.object;
  }

  get arrangement(): Arrangement | null {
    return this.subject.arrangement;
  }

  get aspect(): number {
    return this.subject.aspect;
  }

  get drawn(): number {
    return this.drawing.count;
  }

  set drawn(drawn: number) {
    const { drawn: moved, join, state } = this;
    this.drawing.count = drawn;
    if (drawn <= moved) return;
    join.uniforms.uPosition.value = state.position;
    join.uniforms.uVelocity.value = state.velocity;
    join.uniforms.uHome.value = state.look.first;
    join.uniforms.uWidth.value = state.width;
    join.uniforms.uMoved.value = moved;
    this.bracket.run(() => join.render(this.renderer, state.nextMotion()));
    state.turnOver();
  }

  private get share(): number {
    return shareOf(this.lighting, this.drawn);
  }

  /** Textures of the particles, for whoever looks inside. */
  get textures(): SwarmState {
    return this.state;
  }

  get time(): number {
    return this.steps * STEP_SECONDS;
  }

  get calm(): boolean {
    return this.simulation.calm;
  }

  set calm(calm: boolean) {
    this.simulation.calm = calm;
    this.drawing.calm = calm;
  }

  press(field: Field | null): void {
    this.critique.press(field);
  }

  match(arrangement: Arrangement): Promise<Float32Array<ArrayBuffer> | null> {
    return this.subject.match(arrangement, this.count, this.seed, this.parameters.colorWeight);
  }

  arrange(
    arrangement: Arrangement,
    origin: Start,
    stagger: Stagger,
    morph: number,
    places: Float32Array<ArrayBuffer> | null = null,
  ): void {
    this.subject.read(arrangement, places);
    this.stagger = stagger;
    this.bracket.run(() => {
      this.freezeColors(this.state, morph);
      this.layHomes();
      this.setOut(origin, this.state);
      this.orderForming();
    });
  }

  follow(arrangement: Arrangement): void {
    this.subject.read(arrangement, null);
    this.bracket.run(() => {
      this.layHomes();
      this.setOut('previous', this.state);
    });
  }

  orderRelease({ style, point, heading }: StepOrders['dissolve']): void {
    const { uniforms } = this.turns;
    uniforms.uStagger.value = -1;
    uniforms.uStyle.value = style;
    uniforms.uPoint.value.copy(point);
    uniforms.uHeading.value.copy(heading);
    this.bracket.run(() => this.order());
  }

  resize(count: number): void {
    const before = this.state;
    this.state = new SwarmState(count, this.precision);
    this.subject.places = null;
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

  restart(origin: Start): void {
    this.steps = 0;
    this.arrivals.restart();
    this.drawing.count = this.count;
    this.bracket.run(() => {
      this.layHomes();
      this.freezeColors(this.state, 1);
      this.setOut(origin === 'previous' ? 'scatter' : origin, this.state);
      this.orderForming();
    });
  }

  beginSteps(): void {
    this.drawing.timer?.begin();
    this.bracket.enter();
  }

  endSteps(): void {
    this.bracket.leave();
    this.drawing.timer?.end();
  }

  step(orders: StepOrders): void {
    this.steps++;
    this.critique.advance(STEP_SECONDS, orders.stands === true);
    const { renderer, state, drawn, parameters } = this;
    this.simulation.step(renderer, state, drawn, parameters, orders, this.time, this.aspect);
  }

  show(showing: Showing): void {
    this.drawing.show(this.state, showing, this.share, this.time - showing.lag, this.aspect);
  }

  rest(steps: number): void {
    this.steps += steps;
  }

  beginCount(tolerance: number): void {
    const { renderer, bracket, arrivals, drawn } = this;
    const { motion, motionBefore } = this.state;
    if (renderer.getContext().isContextLost()) return;
    bracket.enter();
    arrivals.begin(renderer, motion, motionBefore, drawn, tolerance);
    bracket.leave();
  }

  takeCount(): Counts | null {
    const counts = this.arrivals.take();
    if (counts && this.critique.changes) counts.moving = this.drawn;
    return counts;
  }

  dispose(): void {
    for (const owned of [
      this.subject,
      this.state,
      this.arranger,
      this.simulation,
      this.critique,
      this.arrivals,
      this.turns,
      this.depart,
      this.freeze,
      this.join,
      this.drawing,
    ]) {
      owned.dispose();
    }
  }

  private layHomes(): void {
    const { state } = this;
    const { layout, places, tables } = this.subject;
    const texture = places && placesTexture(places, state.width);
    this.lighting = this.arranger.arrange(this.renderer, tables, layout, state.count, state.look, texture);
    texture?.dispose();
  }

  /** The colours on screen become those that the next ones take over from. They are read and written: through scratch. */
  private freezeColors(before: SwarmState, morph: number): void {
    const { state, freeze, renderer } = this;
    const { uniforms } = freeze;
    uniforms.uPreviousColor.value = before.previousColor;
    uniforms.uColor.value = before.look.second;
    uniforms.uShare.value = this.share;
    uniforms.uMorph.value = morph;
    uniforms.uWidth.value = state.width;
    uniforms.uPreviousCount.value = before.count;
    uniforms.uPreviousWidth.value = before.width;
    const scratch = state.nextMotion();
    freeze.render(renderer, scratch);
    uniforms.uPreviousColor.value = null;
    uniforms.uColor.value = scratch.first;
    uniforms.uShare.value = uniforms.uMorph.value = 1;
    uniforms.uPreviousCount.value = state.count;
    uniforms.uPreviousWidth.value = state.width;
    freeze.render(renderer, state.previous);
  }

  private setOut(origin: Start, before: SwarmState): void {
    const { uniforms } = this.depart;
    uniforms.uPosition.value = before.motion.first;
    uniforms.uVelocity.value = before.motion.second;
    uniforms.uPreviousCount.value = before.count;
    uniforms.uPreviousWidth.value = before.width;
    uniforms.uHome.value = this.state.look.first;
    uniforms.uWidth.value = this.state.width;
    uniforms.uOrigin.value = startNumber(origin);
    uniforms.uExtent.value.set(this.aspect / 2, 0.5);
    this.depart.render(this.renderer, this.state.nextMotion());
    this.state.turnOver();
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
