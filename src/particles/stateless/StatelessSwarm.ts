import { MathUtils, type Object3D, Vector3 } from 'three';
import type { AnySwarm, Showing } from '../AnySwarm.ts';
import type { Arrangement } from '../Arrangement.ts';
import { dissolveStyles } from '../dissolves/index.ts';
import { SwarmDrawing } from '../drawing/SwarmDrawing.ts';
import { Critique } from '../forces/Critique.ts';
import type { Field } from '../forces/condense.ts';
import type { Counts } from '../gpu/ArrivalCount.ts';
import { type Lighting, shareOf } from '../layouts/Arranger.ts';
import { NEAR, type Start } from '../origins.ts';
import type { SwarmParameters } from '../parameters/index.ts';
import { STEP_SECONDS, type StepOrders } from '../Simulation.ts';
import { Subject } from '../Subject.ts';
import type { Stagger } from '../shaders/turns.glsl.ts';
import { departures } from './departures.ts';
import { Flight, type Moment } from './Flight.ts';
import { bytesOf, FlightTextures, floatsOf } from './FlightTextures.ts';
import { layHomes } from './layHomes.ts';
import { layTurns, type Order, random3 } from './layTurns.ts';
import { ball, originPlaces } from './originPlaces.ts';

/** Image heights that streams carry particles aside, for each of their speed in the simulation. */
const STREAM = 0.03;
/** A particle this near to home, in image heights, has stopped. */
const STILL = 1e-6;

/** The furthest that set out with a turn, and the fastest. */
interface Company {
  size: number;
  distance: number;
  speed: number;
}

/**
 * A swarm for devices that cannot keep state on the GPU: homes, colours and turns are worked out in JavaScript when an
 * image is formed, and the vertex shader knows from them in closed form where each particle is at a time. Forces, the
 * pointer and impulses have no effect on it. Lengths are in image heights. Owns everything on the GPU; borrows the
 * parameters.
 */
export class StatelessSwarm implements AnySwarm {
  readonly precision = 'stateless';
  readonly drawing: SwarmDrawing;
  private readonly seed: number;
  private readonly parameters: SwarmParameters;
  private readonly subject = new Subject();
  private readonly flight = new Flight();
  private readonly critique = new Critique();
  private readonly shown: Showing = {
    morph: 1,
    form: 0,
    nearness: 1,
    apart: 0,
    lag: 0,
    presence: 1,
    release: 0,
    releaseStagger: 0,
    flare: 0,
  };
  private own: FlightTextures;
  private companies: Company[] = [];
  private readonly counts: Counts = { arrived: 0, moving: 0 };
  private lighting: Lighting = { weight: 1, placed: 1, straight: false };
  private stagger: Stagger = 'distance';
  private steps = 0;
  private form = 0;
  private now: Moment = { elapsed: 0, flown: 0, release: 0 };
  private before: Moment = { elapsed: 0, flown: 0, release: 0 };

  constructor(count: number, seed: number, parameters: SwarmParameters) {
    this.seed = seed;
    this.parameters = parameters;
    this.drawing = new SwarmDrawing(parameters, this.critique, this.flight);
    this.own = new FlightTextures(count);
    this.restart(parameters.origin);
  }

  get count(): number {
    return this.own.count;
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

  get time(): number {
    return this.steps * STEP_SECONDS;
  }

  /** Textures of the particles, for whoever looks inside. */
  get textures(): FlightTextures {
    return this.own;
  }

  get drawn(): number {
    return this.drawing.count;
  }

  set drawn(drawn: number) {
    this.drawing.count = drawn;
    this.group();
  }

  private get share(): number {
    return shareOf(this.lighting, this.drawn);
  }

  get calm(): boolean {
    return this.drawing.calm;
  }

  set calm(calm: boolean) {
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
    const from = this.locate();
    this.freezeColors(this.own, morph);
    this.subject.read(arrangement, places);
    this.stagger = stagger;
    this.layHomes();
    this.setOut(origin, from);
    this.order(stagger);
    this.beginForming();
  }

  follow(arrangement: Arrangement): void {
    const from = this.locate();
    this.subject.read(arrangement, null);
    this.layHomes();
    this.setOut('previous', from);
    this.group();
  }

  orderRelease({ style, point, heading }: StepOrders['dissolve']): void {
    const departure = departures[dissolveStyles[style]!];
    this.setOut('previous', this.locate());
    // Turns are those of the release from now on: what the old ones have not called stays where it is.
    if (this.form === 1) this.skipTurns();
    this.order({ departure, point, heading });
    this.flight.depart(departure, point, heading);
  }

  resize(count: number): void {
    const { own: before } = this;
    const from = this.locate();
    this.own = new FlightTextures(count);
    this.subject.places = null;
    this.drawing.count = count;
    this.freezeColors(before, 0);
    this.layHomes();
    this.setOut('previous', from);
    this.order(this.stagger);
    before.dispose();
  }

  restart(origin: Start): void {
    this.steps = 0;
    this.drawing.count = this.count;
    this.layHomes();
    this.freezeColors(this.own, 1);
    this.setOut(origin === 'previous' ? 'scatter' : origin, null);
    this.order(this.stagger);
    this.beginForming();
  }

  beginSteps(): void {}

  endSteps(): void {}

  step(orders: StepOrders): void {
    const { now, before, flight } = this;
    const { uniforms } = flight;
    this.steps++;
    this.critique.advance(STEP_SECONDS, orders.stands === true);
    Object.assign(before, now);
    flight.setOrders(orders);
    uniforms.uRate.value = Math.sqrt(this.parameters.spring);
    uniforms.uStream.value = this.calm ? 0 : STREAM * this.parameters.turbulence;
    now.flown += STEP_SECONDS;
    now.release = orders.release;
    this.form = orders.form;
    // A release stops the calls that have not been heard.
    if (orders.form > 0 && (orders.release === 0 || orders.form === 1)) now.elapsed += STEP_SECONDS;
    // How long the forming takes shows in how far it has come.
    const { uDuration } = uniforms;
    if (orders.form > 0 && (orders.form < 1 || uDuration.value > now.elapsed)) {
      if (orders.release === 0) uDuration.value = now.elapsed / orders.form;
    }
  }

  rest(steps: number): void {
    this.steps += steps;
  }

  show(showing: Showing): void {
    const { uniforms } = this.flight;
    const { before, now, shown } = this;
    const at = 1 - showing.lag / STEP_SECONDS;
    uniforms.uElapsed.value = mix(before.elapsed, now.elapsed, at);
    uniforms.uFlown.value = mix(before.flown, now.flown, at);
    Object.assign(shown, showing);
    // The moment itself is asked for, so nothing is left to be made up for.
    shown.lag = 0;
    if (showing.release > 0) shown.release = mix(before.release, now.release, at);
    this.drawing.show(this.own, shown, this.share, this.time - showing.lag, this.aspect);
  }

  /** By a bound for each turn that there is: what is home by its formula need not be looked for. */
  beginCount(tolerance: number): void {
    const { flight, now, counts } = this;
    counts.arrived = counts.moving = 0;
    for (let turn = 0; turn < this.companies.length; turn++) {
      const { size, distance, speed } = this.companies[turn]!;
      const furthest = flight.bound(distance, speed, turn / 255, now);
      if (furthest <= tolerance) counts.arrived += size;
      if (furthest > STILL) counts.moving += size;
    }
    if (this.critique.changes) counts.moving = this.drawn;
  }

  takeCount(): Counts {
    return this.counts;
  }

  /** Where all particles are now, four numbers each, and as many for their speeds. */
  locate(): { places: Float32Array; speeds: Float32Array } {
    const { own, flight, now, before } = this;
    const [position, velocity, turns] = [floatsOf(own.position), floatsOf(own.velocity), bytesOf(own.turn)];
    const places = new Float32Array(4 * own.count);
    const speeds = new Float32Array(4 * own.count);
    const seconds = now.flown - before.flown;
    for (let i = 0; i < places.length; i += 4) {
      flight.offset(position, velocity, turns, i, now, here);
      places[i] = position[i + 3]! + here.x;
      places[i + 1] = velocity[i + 3]! + here.y;
      places[i + 2] = here.z;
      if (seconds <= 0) continue;
      flight.offset(position, velocity, turns, i, before, there);
      here.sub(there).divideScalar(seconds).toArray(speeds, i);
    }
    return { places, speeds };
  }

  dispose(): void {
    for (const owned of [this.subject, this.own, this.critique, this.drawing]) owned.dispose();
  }

  private layHomes(): void {
    const { own, subject } = this;
    const { tables, layout, places } = subject;
    const laid = layHomes(tables, layout, own.count, this.seed, places);
    const { homes, colors } = laid;
    this.lighting = laid;
    const [position, velocity] = [floatsOf(own.position), floatsOf(own.velocity)];
    for (let i = 0; i < own.count; i++) {
      position[4 * i + 3] = homes[2 * i]!;
      velocity[4 * i + 3] = homes[2 * i + 1]!;
    }
    floatsOf(own.color).set(colors);
    own.color.needsUpdate = true;
  }

  /** Particles beyond the number of those before take the colour of the one beside which they start. */
  private freezeColors(before: FlightTextures, morph: number): void {
    const [from, to] = [floatsOf(before.previousColor), floatsOf(before.color)];
    const frozen = floatsOf(this.own.previousColor);
    const [dimming, lighting] = [MathUtils.smoothstep(morph, 0, 0.3), MathUtils.smoothstep(morph, 0.15, 0.7)];
    // From one end on: each number is read before it is written.
    for (let i = 0; i < 4 * this.count; i++) {
      const j = i % (4 * before.count);
      const mixed = to[j | 3]! < from[j | 3]! ? dimming : lighting;
      frozen[i] = mix(from[j]!, to[j]! * (i % 4 < 3 ? this.share : 1), mixed);
    }
    this.own.previousColor.needsUpdate = true;
  }

  /** Lets all particles start from an origin, or from where they are. */
  private setOut(origin: Start, from: ReturnType<StatelessSwarm['locate']> | null): void {
    const { own, seed, aspect, now, before } = this;
    const [position, velocity] = [floatsOf(own.position), floatsOf(own.velocity)];
    const extent = { x: aspect / 2, y: 0.5 };
    for (let i = 0; i < own.count; i++) {
      const at = 4 * i;
      const [homeX, homeY] = [position[at + 3]!, velocity[at + 3]!];
      if (origin === 'previous' && from) {
        const j = at % from.places.length;
        here.fromArray(from.places, j);
        there.fromArray(from.speeds, j);
        if (j !== at) here.addScaledVector(random.fromArray(random3(i, seed, 0)).subScalar(0.5), 0.02);
      } else if (origin !== 'previous') {
        startAt(origin, random3(i, seed, 0), extent, homeX, homeY, here);
        there.set(0, 0, 0);
      }
      position[at] = here.x - homeX;
      position[at + 1] = here.y - homeY;
      position[at + 2] = here.z;
      there.toArray(velocity, at);
    }
    own.position.needsUpdate = true;
    own.velocity.needsUpdate = true;
    this.flight.uniforms.uBegun.value = now.elapsed;
    now.flown = 0;
    now.release = 0;
    Object.assign(before, now);
  }

  private order(order: Order): void {
    const { own, seed, aspect } = this;
    const [position, velocity] = [floatsOf(own.position), floatsOf(own.velocity)];
    const homes = new Float32Array(2 * own.count);
    for (let i = 0; i < own.count; i++) {
      homes[2 * i] = position[4 * i + 3]!;
      homes[2 * i + 1] = velocity[4 * i + 3]!;
    }
    bytesOf(own.turn).set(layTurns(homes, floatsOf(own.color), { x: aspect / 2, y: 0.5 }, seed, order));
    own.turn.needsUpdate = true;
    this.group();
  }

  private beginForming(): void {
    const { now, before, flight } = this;
    this.form = 0;
    now.elapsed = before.elapsed = 0;
    flight.uniforms.uBegun.value = 0;
    flight.uniforms.uDuration.value = Number.MAX_SAFE_INTEGER;
  }

  /** Every particle has been called, whatever its turn is. */
  private skipTurns(): void {
    const { now, before, flight } = this;
    const { uDuration, uBegun } = flight.uniforms;
    now.elapsed = before.elapsed = uBegun.value = Math.max(now.elapsed, uDuration.value);
  }

  /** Puts together those of one turn that are drawn, for {@link beginCount}. */
  private group(): void {
    const { own } = this;
    const [position, velocity, turns] = [floatsOf(own.position), floatsOf(own.velocity), bytesOf(own.turn)];
    this.companies = Array.from({ length: 256 }, () => ({ size: 0, distance: 0, speed: 0 }));
    for (let i = 0; i < 4 * this.drawn; i += 4) {
      const company = this.companies[turns[i]!]!;
      company.size++;
      company.distance = Math.max(company.distance, here.fromArray(position, i).length());
      company.speed = Math.max(company.speed, here.fromArray(velocity, i).length());
    }
  }
}

function startAt(
  start: Exclude<Start, 'previous'>,
  random: [number, number, number],
  extent: { x: number; y: number },
  homeX: number,
  homeY: number,
  into: Vector3,
): void {
  if (start === 'home') into.set(homeX, homeY, 0);
  else if (start === 'near') {
    const [x, y, z] = ball(random);
    into.set(homeX + NEAR * x, homeY + NEAR * y, NEAR * z);
  } else into.fromArray(originPlaces[start](random, extent, homeX));
}

const [here, there, random] = [new Vector3(), new Vector3(), new Vector3()];

const mix = (from: number, to: number, share: number): number => from + (to - from) * share;
