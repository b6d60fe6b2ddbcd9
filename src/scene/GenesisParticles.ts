import {
  type Intersection,
  Object3D,
  type Object3DEventMap,
  type Ray,
  type Raycaster,
  Vector3,
  type WebGLRenderer,
} from 'three';
import type { PixelImage } from '../image.ts';
import {
  type AnySwarm,
  type Arrangement,
  AwaitedSwarm,
  assertRendererCanSimulate,
  checkCount,
  createParameters,
  createSwarm,
  type DissolveStyle,
  dissolveStyles,
  dissolves,
  type Field,
  type Impulse,
  type Origin,
  type Precision,
  precisionNames,
  probePrecision,
  probePrimitive,
  STEP_SECONDS,
  type Start,
  type StepOrders,
  type SwarmParameters,
} from '../particles/index.ts';
import { Absence, type OutOfView, outOfViewNames } from './Absence.ts';
import { Arrivals } from './Arrivals.ts';
import { arrangementOf, isUpToDate } from './arrangement.ts';
import {
  checkDissolve,
  checkEffect,
  checkField,
  checkFollow,
  checkForm,
  checkImpulse,
  checkName,
  checkParameters,
  checkRay,
  checkSeconds,
  checkSeed,
  checkSignal,
  checkSize,
} from './checkOptions.ts';
import { type EffectJSON, readEffect, writeEffect } from './effectJSON.ts';
import { Follower } from './Follower.ts';
import { type Followable, followed, isTrainer } from './followed.ts';
import { type ImageSource, toPixelImage } from './imageSources.ts';
import { Mood } from './Mood.ts';
import { MotionPreference } from './MotionPreference.ts';
import { meetImage } from './meetImage.ts';
import type {
  DissolveOptions,
  FollowOptions,
  FormOptions,
  GenesisParticlesOptions,
  ImageOptions,
} from './options.ts';
import { Phase, type PhaseResult } from './Phase.ts';
import { Pointer } from './Pointer.ts';
import { type Quality, QualityKeeper } from './QualityKeeper.ts';
import { Timeline } from './Timeline.ts';

/** Events of an effect, beside those of every Object3D. */
export interface GenesisParticlesEventMap extends Object3DEventMap {
  /** A forming has finished. */
  formed: object;
  /** A dissolving has finished; nothing is to be seen. */
  dissolved: object;
  /** The number of particles was changed. */
  countchange: object;
}

/** What an effect is doing: no image is to be seen (`idle`: dust before the first, then nothing), one is on its way, stands, or comes apart. */
export type GenesisParticlesState = 'idle' | 'forming' | 'formed' | 'dissolving';

const MAX_STEPS_A_FRAME = 8;
/** That `simulate` lets pass at once: every one of them takes as much of the page's time as sixty frames. */
const MOST_SECONDS = 60;
/** In which `simulate` takes them: between two of them a source is asked, and what ends makes way for what follows. */
const SLICE_SECONDS = 0.1;
/** Where little motion is wanted: how long the last image takes to fade, and the next one's particles to settle at most. */
const FADE_SECONDS = 0.35;
const SETTLE_SECONDS = 0.6;
/** Of an image that is followed: below a twentieth of white, and homes jump; see `Reading.reserve`. */
const RESERVE = 0.05;
/** Share of the particles that must be home before the image counts as formed. */
const FORMED_SHARE = 0.99;
const MIDDLE = /* @__PURE__ */ new Vector3();
const RIGHT = /* @__PURE__ */ new Vector3(1, 0, 0);
const UP = /* @__PURE__ */ new Vector3(0, 1, 0);

/**
 * A swarm of GPU particles that forms images: add it to a scene, call {@link update} once a frame, and {@link form}
 * a picture. The image stands `size` world units high in the object's xy plane, centred, facing +z.
 *
 * @example
 * const swarm = new GenesisParticles({ renderer, count: 65_536, seed: 1 });
 * scene.add(swarm);
 * await swarm.form(image);
 * await swarm.dissolve({ style: 'burst' });
 */
export class GenesisParticles extends Object3D<GenesisParticlesEventMap> {
  override readonly type = 'GenesisParticles';
  /** The host's renderer, which it draws with: borrowed. */
  readonly renderer: WebGLRenderer;
  private readonly wanted: Precision | 'auto';
  private readonly settings: SwarmParameters;
  private readonly preference = new MotionPreference();
  private readonly timeline = new Timeline();
  private readonly arrivals = new Arrivals();
  private readonly absence: Absence;
  private readonly aim = new Pointer();
  private readonly orders: StepOrders = {
    form: 0,
    release: 0,
    releaseStagger: 0,
    easing: 'smooth',
    pointer: null,
    dissolve: { style: 0, point: new Vector3(), heading: new Vector3() },
    loose: false,
    stands: false,
    impulse: null,
  };
  private readonly showing = {
    form: 0,
    nearness: 1,
    morph: 1,
    lag: 0,
    presence: 1,
    release: 0,
    releaseStagger: 0,
    apart: 0,
    flare: 0,
  };
  private swarm: AnySwarm;
  private ownSeed: number;
  private phase: Phase | null = null;
  private settled: 'idle' | 'formed' = 'idle';
  private playing = true;
  private readonly mood: Mood;
  private follower: Follower | null = null;
  private options: ImageOptions = {};
  /** Where the particles are that have formed nothing yet. */
  private dust: Origin;
  /** What was pressed upon the image, for a swarm that takes the place of this one. */
  private pressed: Field | null = null;
  /** Why no ways could be found, as far as that was said. */
  private matchFailure = '';
  private keeper: QualityKeeper;
  /** What is to be done when the image that stands has faded. */
  private afterFading: (() => void) | null = null;
  private accumulator = 0;
  private impulses: Impulse[] = [];
  private tolerance = 0;
  private disposed = false;

  constructor(options: GenesisParticlesOptions) {
    super();
    assertRendererCanSimulate(options?.renderer);
    checkEffect(options);
    const { renderer, count = 65_536, seed = 1, size = 1, parameters = {}, precision = 'auto' } = options;
    const { outOfView = 'simulate' } = options;
    checkSize(size);
    checkName('precision', precision, ['auto', ...precisionNames]);
    checkName('mode out of view', outOfView, outOfViewNames);
    this.absence = new Absence(outOfView);
    checkParameters(parameters);
    this.wanted = precision;
    this.renderer = renderer;
    this.ownSeed = checkSeed(seed);
    this.settings = createParameters(parameters, () => this.wake());
    this.mood = new Mood(this.settings);
    this.dust = this.parameters.origin;
    const checked = checkCount(count);
    this.keeper = new QualityKeeper(options.quality ?? 'full', renderer, checked);
    this.swarm = this.createSwarm(checked, size);
    this.reducedMotion = options.reducedMotion ?? 'auto';
    renderer.domElement.addEventListener('webglcontextrestored', this.restore);
    this.show();
  }

  /**
   * Live settings of motion and look; assign to them at any time. Lengths are in image heights. What is assigned as a whole,
   * a preset for example, changes those that it names.
   */
  get parameters(): SwarmParameters {
    return this.settings;
  }

  set parameters(values: Partial<SwarmParameters>) {
    checkParameters(values);
    Object.assign(this.settings, values);
  }

  /** What the swarm is doing. */
  get state(): GenesisParticlesState {
    return this.phase?.kind ?? this.settled;
  }

  /** Seed that everything random about this swarm comes from; {@link reset} changes it. */
  get seed(): number {
    return this.ownSeed;
  }

  /**
   * Number of particles; may be changed while it runs. In `flow` those that stay keep their homes; another number has
   * another `grid`, to which all of them move, and what `transport` had found becomes `flow`.
   */
  override get count(): number {
    return this.swarm.count;
  }

  override set count(count: number) {
    this.assertAlive();
    const checked = checkCount(count);
    if (checked === this.swarm.count) return;
    this.swarm.resize(checked);
    this.swarm.drawing.faster = probePrimitive(this.renderer, checked);
    this.thin();
    this.letGoOn();
    this.arrivals.restart(this.swarm.time);
    this.show();
    this.dispatchEvent({ type: 'countchange' });
  }

  /** Height of the formed image in world units. */
  get size(): number {
    return this.swarm.object.scale.y;
  }

  set size(size: number) {
    this.swarm.object.scale.setScalar(checkSize(size));
  }

  /** How particles are computed on this device. */
  get precision(): Precision {
    return this.swarm.precision;
  }

  /** How many of the particles are moved and drawn at present: all, or fewer where {@link quality} says so. */
  get drawnCount(): number {
    return this.swarm.drawn;
  }

  /** What a frame may cost; may be changed while it runs. */
  get quality(): Quality {
    return this.keeper.quality;
  }

  set quality(quality: Quality) {
    this.assertAlive();
    const keeper = new QualityKeeper(quality, this.renderer, this.count);
    this.keeper.dispose();
    this.keeper = keeper;
    this.swarm.drawing.timer = keeper.timer;
    this.thin();
  }

  /**
   * Whether motion is kept small: the last image fades, and the next lights up with its particles almost home, without
   * streams; `dissolve` fades, whatever its style; nothing shimmers. `auto` does what the visitor asked their system for
   * (`prefers-reduced-motion`), from the next call on. What a game does by force, impulse and pointer is its own.
   */
  get reducedMotion(): 'auto' | boolean {
    return this.preference.setting;
  }

  set reducedMotion(setting: 'auto' | boolean) {
    this.preference.setting = setting;
    this.swarm.calm = this.preference.reduced;
  }

  /**
   * What {@link update} does while no camera sees the swarm (outside of every view, or invisible) and it costs no drawing:
   * `simulate` goes on as ever; `pause` lets no time pass, so that promises do not settle and a source that is followed is
   * not asked; `catch-up` does the same, and lets the time that was missed, at most five seconds, pass when it is seen.
   */
  get outOfView(): OutOfView {
    return this.absence.mode;
  }

  set outOfView(mode: OutOfView) {
    checkName('mode out of view', mode, outOfViewNames);
    this.absence.mode = mode;
  }

  /** Whether time goes on when {@link update} is called. */
  get paused(): boolean {
    return !this.playing;
  }

  /**
   * Sends the particles to form `image`. Resolves to `'formed'` when 99 % of them are within half a source pixel (at
   * least 0.25 % of the image's width) of their place, shimmer aside, or knocked loose meanwhile by an impulse that
   * sticks; to `'superseded'` when another call took over.
   * Rejects for a picture that cannot be used, the caller's own signal, or `dispose`. It settles only while somebody
   * calls {@link update} and nothing is paused, and need not be awaited.
   *
   * With the layout `transport` the particles set out when a worker has found their ways, a tenth of a second later. A
   * lasting force (an attractor, a vortex, a pointer that rests) can keep so many from home that it never resolves.
   */
  form(image: ImageSource, options: FormOptions = {}): Promise<PhaseResult> {
    const { duration = this.parameters.formTime, signal } = options;
    return this.begin('forming', duration, signal, phase => {
      checkForm(options);
      const { weight } = options;
      const arrangement = arrangementOf(toPixelImage(image), options, this.parameters);
      this.unfollow();
      const onTheWay = this.phase !== null;
      const setOut = (places: Float32Array<ArrayBuffer> | null): void => {
        this.options = options;
        this.setOut(arrangement, places, options, duration, onTheWay);
      };
      if (arrangement.layout !== 'transport' || (weight !== undefined && typeof weight !== 'string')) {
        return setOut(null);
      }
      phase.waiting = true;
      this.swarm
        .match(arrangement)
        .catch((error: Error) => this.warnOfMatch(error.message))
        .then(places => {
          // A later call, or `dispose`, has taken over.
          if (this.phase !== phase) return;
          phase.waiting = false;
          setOut(places?.length === 2 * this.count ? places : null);
        });
    });
  }

  /**
   * Lets the image go. Resolves to `'dissolved'` when nothing is to be seen any more, to `'superseded'` when another
   * call took over; otherwise like {@link form}. What is coming apart already goes on as it began, in the new time.
   */
  dissolve(options: DissolveOptions = {}): Promise<PhaseResult> {
    const { style = this.parameters.dissolve, duration = this.parameters.dissolveTime, signal } = options;
    return this.begin('dissolving', duration, signal, () => {
      checkDissolve(options);
      this.unfollow();
      const { timeline, phase } = this;
      const begun = phase?.kind === 'dissolving' && !timeline.fading;
      if (this.preference.reduced && !begun) return timeline.beginFading(duration);
      if (!begun) this.letGo(style, options);
      timeline.beginDissolving(duration);
    });
  }

  /**
   * Drives the particles' homes and colours from a source that goes on: a video, canvas or texture, a function that gives
   * the image of a moment (seconds since the call; null: none yet), or a trainer, whose every sample is taken, and whose
   * losses and verdicts are felt: see {@link FollowOptions.mood} and {@link FollowOptions.critique}. Homes move
   * on with every image, and nothing resolves. `form`, `dissolve` or another `follow` takes over. A source that throws later
   * on, in a frame, is warned of once and asked again; the last image stays meanwhile.
   *
   * @returns stops following; the last image stays, and what was pressed for it goes.
   */
  follow(source: Followable, options: FollowOptions = {}): () => void {
    this.assertAlive();
    checkFollow(options);
    const { rate = 30, mood = 1, critique = false } = options;
    if (!(rate > 0 && rate < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`The rate is ${rate}. It must be a number of images a second above 0.`);
    }
    if (!(mood >= 0 && mood <= 1)) throw new RangeError(`The mood is ${mood}. It is a number from 0 to 1.`);
    const press = critique ? (field: Field | null) => this.disposed || this.press(field) : null;
    const follower = new Follower(followed(source, this.mood, press), rate, image => {
      const arrangement = arrangementOf(image, options, this.parameters, RESERVE);
      this.options = options;
      return arrangement;
    });
    this.unfollow();
    this.follower = follower;
    this.mood.strength = isTrainer(source) ? mood : 0;
    const { phase } = this;
    if (phase?.kind === 'forming') {
      // The image goes on forming, if it has begun to, but its call has been taken over from.
      this.phase = phase.waiting ? null : new Phase('forming');
      phase.resolve('superseded');
    }
    return () => {
      if (this.follower === follower) this.unfollow();
    };
  }

  /**
   * Pushes the particles within `radius` away from `point`, both in the swarm's own space; `strength` is the speed at
   * the centre, in its units a second. They find their way back if an image stands, unless the impulse `sticks`: then
   * what was hit stays away until an image is formed.
   */
  impulse(point: Vector3, radius: number, strength: number, { sticks = false } = {}): void {
    this.assertAlive();
    checkImpulse(point, radius, strength);
    this.wake();
    const { size } = this;
    this.push({
      point: point.clone().divideScalar(size),
      radius: radius / size,
      speed: strength / size,
      sticks,
    });
    this.orders.loose ||= sticks;
  }

  /**
   * Shows what a critic wants of the image that stands: `GanTrainer.critique().gradient`, or any other signed numbers over
   * it. Where they are above 0, particles come forward, gather, and glow warm; below 0 they sink, give way, and turn cold
   * and dim: `parameters.critiquePush` and `critiqueTint` say how much, `warm` and `cold` in which colours. The field
   * covers the image, whatever its own size; it is smoothed, and scaled so that all but its strongest hundredth lies within
   * ±1. It fades in and out within half a second and waits while particles are under way, so that what is formed is the
   * image itself. It stays until another is pressed, or null, or `reset`.
   *
   * @throws for a field that is not `width` × `height` finite numbers; then the last one stays.
   */
  press(field: Field | null): void {
    this.assertAlive();
    checkField(field);
    this.pressed = field && { ...field };
    this.swarm.press(field);
    this.wake();
    // Also for a frame that is drawn before the next update: the texture is another.
    this.show();
  }

  /**
   * Says where a pointer is: the ray of a `THREE.Raycaster`, in world space, or null when it has left. Particles near
   * where it meets the image's plane are pushed as `parameters.pointer` says, and dragged along as it moves.
   */
  point(ray: Ray | null): void {
    this.assertAlive();
    checkRay(ray);
    const { orders, aim } = this;
    orders.pointer = ray && aim.aim(ray, this.swarm.object) ? aim : null;
    this.wake();
  }

  /** Called by three's raycasters, which meet the image as the rectangle that it fills, unless nothing is to be seen. */
  override raycast(raycaster: Raycaster, intersections: Intersection[]): void {
    const met = this.state === 'idle' ? null : meetImage(raycaster, this.swarm.object, this.swarm.aspect);
    if (met) intersections.push({ ...met, object: this });
  }

  /** Time goes on. */
  play(): void {
    this.playing = true;
  }

  /** Time stands still: {@link update} changes nothing, and promises do not settle. */
  pause(): void {
    this.playing = false;
  }

  /**
   * Advances the swarm; call it once a frame. The motion is made of fixed steps of 1/60 s, whatever the frame rate;
   * after a long pause at most 8 of them are caught up with.
   *
   * @param deltaSeconds Seconds since the last call, as `THREE.Timer.getDelta` gives them.
   * @returns Whether anything changed, so that a host may draw on demand: false when nothing is to be seen, while
   * paused or waiting {@link outOfView}, and some seconds after an image has formed when shimmer is 0.
   */
  update(deltaSeconds: number): boolean {
    this.assertAlive();
    checkSeconds('update', deltaSeconds);
    this.swarm.object.renderOrder = this.renderOrder;
    const { timeScale } = this.parameters;
    if (!this.playing || timeScale === 0 || this.swarm instanceof AwaitedSwarm) return false;
    const seconds = deltaSeconds * timeScale;
    if (this.absence.misses(seconds, this.takeSeen())) return false;
    this.followOn(seconds);
    if (this.disposed) return false;
    if (!this.phase && this.timeline.presence === 0) {
      this.impulses.length = 0;
      return false;
    }
    if (this.keeper.frame(deltaSeconds)) this.thin();
    this.keepArrangement();
    this.aim.advance(seconds);
    const most = MAX_STEPS_A_FRAME * Math.max(1, timeScale) * STEP_SECONDS;
    this.accumulator = Math.min(this.accumulator + seconds, most) + this.absence.end();
    this.takeSteps();
    // By who was told that it has formed.
    if (this.disposed) return false;
    this.show();
    return !this.arrivals.still || (this.parameters.shimmer > 0 && !this.swarm.calm);
  }

  /**
   * Lets `seconds` pass at once, at most a minute, in as many steps as they have: to start in the midst of things. Costs
   * as much as so many frames.
   */
  simulate(seconds: number): void {
    this.assertAlive();
    checkSeconds('simulate', seconds, MOST_SECONDS);
    if (this.swarm instanceof AwaitedSwarm) return;
    for (let left = seconds; left > 0 && !this.disposed; left -= SLICE_SECONDS) {
      const slice = Math.min(left, SLICE_SECONDS);
      this.followOn(slice);
      if (this.disposed || (!this.phase && this.timeline.presence === 0)) continue;
      this.accumulator += slice;
      this.takeSteps();
    }
    if (!this.disposed) this.show();
  }

  /**
   * Everything vanishes at once, and the next image forms from `parameters.origin`; plays. What was under way is superseded.
   * Unlike {@link reset} it costs next to nothing and makes nothing on the GPU; seed and time go on.
   */
  vanish(): void {
    this.assertAlive();
    this.drop();
    if (this.pressed) this.press(null);
    this.timeline.end();
    this.arrivals.restart(this.swarm.time);
    this.show();
  }

  /** Starts again as if just made, and plays, with another seed if one is given. What was under way is superseded. */
  reset(seed: number = this.seed): void {
    this.assertAlive();
    checkSeed(seed);
    this.drop();
    const { count, size } = this;
    this.ownSeed = seed;
    this.swarm.dispose();
    this.swarm.object.removeFromParent();
    this.pressed = null;
    this.dust = this.parameters.origin;
    this.swarm = this.createSwarm(count, size);
    Object.assign(this.timeline, new Timeline());
    this.thin();
    this.arrivals.restart(0);
    this.show();
  }

  /**
   * Count, seed, size and parameters, of which {@link fromJSON} makes the same effect. Its place in a scene, and what a
   * device is to afford (precision, quality, motion), are not part of it. Called by three.js, the object that it expects.
   */
  override toJSON(meta?: unknown): EffectJSON & ReturnType<Object3D['toJSON']> {
    // biome-ignore lint/suspicious/noExplicitAny: two callers, two answers
    if (meta && typeof meta === 'object') return new Object3D().copy(this, false).toJSON(meta as any) as any;
    // biome-ignore lint/suspicious/noExplicitAny: two callers, two answers
    return writeEffect(this) as any;
  }

  /** Another effect with the same settings, in the same place, that has formed nothing yet. */
  override clone(recursive = true): this {
    const { renderer, count, seed, size, quality, reducedMotion, outOfView, wanted: precision } = this;
    const parameters = { ...this.parameters };
    const options = { renderer, count, seed, size, parameters, precision, quality, reducedMotion, outOfView };
    const copy = new GenesisParticles(options).copy(this, false);
    if (recursive) {
      for (const child of this.children) if (child !== this.swarm.object) copy.add(child.clone());
    }
    return copy as this;
  }

  /** Makes the effect that was written by `JSON.stringify(swarm)`. @throws for anything else. */
  static fromJSON(json: unknown, { renderer }: { renderer: WebGLRenderer }): GenesisParticles {
    return new GenesisParticles({ ...readEffect(json), renderer });
  }

  /** Frees everything on the GPU. A promise still pending rejects; the object can no longer be used. */
  override dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.phase?.reject(new DOMException('The particles were disposed of.', 'AbortError'));
    this.phase = null;
    this.unfollow();
    this.renderer.domElement.removeEventListener('webglcontextrestored', this.restore);
    this.removeFromParent();
    this.keeper.dispose();
    this.swarm.dispose();
  }

  /** What is under way ends, and nothing of it is left to be done. */
  private drop(): void {
    this.phase?.resolve('superseded');
    this.phase = null;
    this.settled = 'idle';
    this.unfollow();
    this.afterFading = null;
    this.playing = true;
    this.orders.loose = false;
    this.orders.pointer = null;
    this.accumulator = 0;
    this.impulses.length = 0;
  }

  private createSwarm(count: number, size: number): AnySwarm {
    const swarm = createSwarm(this.renderer, count, this.seed, this.mood.parameters, this.tier());
    swarm.calm = this.preference.reduced;
    swarm.object.layers = this.layers;
    swarm.object.scale.setScalar(size);
    swarm.drawing.timer = this.keeper.timer;
    swarm.drawing.faster = probePrimitive(this.renderer, count);
    this.add(swarm.object);
    if (swarm instanceof AwaitedSwarm) this.awaitLoaded(swarm);
    return swarm;
  }

  /** Puts the swarm in the place of what stands in for it, when it has been loaded. */
  private awaitLoaded(standIn: AwaitedSwarm): void {
    const isAwaited = (): boolean => this.swarm === standIn && !this.disposed;
    standIn.loaded.then(
      () => {
        if (!isAwaited()) return;
        this.changeSwarm(this.parameters.origin);
        this.thin();
        this.takeUp();
      },
      ({ message }: Error) => {
        if (!isAwaited()) return;
        standIn.failure = new Error(
          `What this device needs for want of float targets could not be loaded: ${message}`,
        );
        console.warn(standIn.failure.message);
        this.phase?.reject(standIn.failure);
        this.phase = null;
      },
    );
  }

  /** Starts a phase, unless `prepare` throws: then nothing has changed, and the promise rejects. */
  private begin(
    kind: Phase['kind'],
    duration: number,
    signal: AbortSignal | undefined,
    prepare: (phase: Phase) => void,
  ): Promise<PhaseResult> {
    const phase = new Phase(kind, signal instanceof AbortSignal ? signal : undefined);
    try {
      this.assertAlive();
      checkSignal(signal);
      if (this.swarm instanceof AwaitedSwarm && this.swarm.failure) throw this.swarm.failure;
      signal?.throwIfAborted();
      if (!(duration > 0 && duration < Number.POSITIVE_INFINITY)) {
        throw new RangeError(`The duration is ${duration}. It must be a number of seconds above 0.`);
      }
      const { afterFading } = this;
      prepare(phase);
      // What the last call was waiting for is not to come any more.
      if (this.afterFading === afterFading) this.afterFading = null;
    } catch (error) {
      // The promise is often not awaited, so a mistake is also said aloud.
      if (!signal?.aborted) console.warn(error);
      phase.reject(error);
      return phase.promise;
    }
    this.phase?.resolve('superseded');
    this.phase = phase;
    this.swarm.calm = this.preference.reduced;
    this.arrivals.restart(this.swarm.time);
    // Also for a frame that is drawn before the next update: textures have changed places.
    this.show();
    return phase.promise;
  }

  /** Whoever came in the midst of a dissolving lets go in the same order. */
  private letGoOn(): void {
    const { phase, timeline, swarm, orders } = this;
    if (phase?.kind === 'dissolving' && !timeline.fading) swarm.orderRelease(orders.dissolve);
  }

  private warnOfMatch(message: string): null {
    if (message !== this.matchFailure && !this.disposed) {
      console.warn(`${message} The layout 'flow' is used instead.`);
    }
    this.matchFailure = message;
    return null;
  }

  private letGo(style: DissolveStyle, options: DissolveOptions): void {
    const { orders, showing, swarm } = this;
    const { point = MIDDLE, direction = style === 'burn' ? UP : RIGHT } = options;
    orders.dissolve.style = dissolveStyles.indexOf(style);
    orders.dissolve.point.copy(point).divideScalar(this.size);
    orders.dissolve.heading.copy(direction).normalize();
    const { flare, spread } = dissolves[style];
    showing.flare = flare;
    showing.releaseStagger = orders.releaseStagger = spread;
    swarm.orderRelease(orders.dissolve);
  }

  private setOut(
    arrangement: Arrangement,
    places: Float32Array<ArrayBuffer> | null,
    options: FormOptions,
    duration: number,
    onTheWay: boolean,
  ): void {
    const { timeline, parameters, swarm } = this;
    if (this.preference.reduced) {
      this.lightUp(arrangement, places, duration);
      return;
    }
    const fresh = timeline.presence === 0;
    const fromHere = !fresh && (this.settled === 'formed' || onTheWay || parameters.origin === this.dust);
    const { origin = fromHere ? 'previous' : parameters.origin, stagger = parameters.stagger } = options;
    this.orders.easing = options.easing ?? parameters.easing;
    this.orders.loose = false;
    swarm.arrange(arrangement, origin, stagger, timeline.morph, places);
    timeline.beginForming(duration, origin !== 'previous', this.orders.releaseStagger);
    this.measure(arrangement.image);
    this.arrivals.restart(swarm.time + 0.5 * duration);
  }

  /** A forming for those who want little motion: what is to be seen fades, then the image does the opposite. */
  private lightUp(
    arrangement: Arrangement,
    places: Float32Array<ArrayBuffer> | null,
    duration: number,
  ): void {
    const { timeline, parameters, orders } = this;
    if (timeline.presence > 0) {
      timeline.beginFading(FADE_SECONDS);
      this.afterFading = () => this.lightUp(arrangement, places, duration);
      return;
    }
    orders.easing = 'smooth';
    orders.loose = false;
    this.swarm.arrange(
      arrangement,
      'near',
      parameters.stagger,
      1,
      places?.length === 2 * this.count ? places : null,
    );
    timeline.beginForming(Math.min(duration, SETTLE_SECONDS), true);
    timeline.morph = 1;
    this.measure(arrangement.image);
    this.arrivals.restart(this.swarm.time);
  }

  /** What counts as home: half a source pixel, at least a four-hundredth of the width. In image heights. */
  private measure({ width }: PixelImage): void {
    const { aspect } = this.swarm;
    this.tolerance = Math.max((0.5 * aspect) / width, 0.0025 * aspect);
  }

  private unfollow(): void {
    this.follower?.stop();
    this.follower = null;
    if (this.mood.strength === 0) return;
    this.mood.strength = 0;
    this.wake();
  }

  /** The image of a source that is followed. */
  private followOn(seconds: number): void {
    if (this.mood.strength > 0) {
      this.mood.advance(seconds);
      this.wake();
    }
    const arrangement = this.follower?.advance(seconds);
    if (!arrangement || this.afterFading || this.disposed) return;
    if (this.settled === 'formed' || this.phase?.kind === 'forming') {
      this.swarm.follow(arrangement);
      this.measure(arrangement.image);
      this.wake();
    } else {
      this.phase?.resolve('superseded');
      this.phase = new Phase('forming');
      this.setOut(arrangement, null, {}, this.parameters.formTime, true);
    }
  }

  /** Draws fewer particles, or more, as the quality asks for. */
  private thin(): void {
    const { swarm, keeper } = this;
    const drawn = keeper.drawnOf(swarm.count);
    if (drawn === swarm.drawn) return;
    swarm.drawn = drawn;
    // Those that join may be on their way.
    this.arrivals.restart(swarm.time);
    this.show();
  }

  /** A layout, a weight or a blending that was changed acts on the image that stands, too. */
  private keepArrangement(): void {
    const { options, parameters, phase, swarm } = this;
    const { arrangement } = swarm;
    // What waits for its ways, or for the last image to fade, is arranged when it sets out.
    if (!arrangement || phase?.kind === 'dissolving' || phase?.waiting || this.afterFading) return;
    if (isUpToDate(arrangement, options, parameters)) return;
    swarm.follow(arrangementOf(arrangement.image, options, parameters, arrangement.reserve));
    this.wake();
  }

  /** Whether a camera has drawn it since this was asked last, or there is nothing to draw. */
  private takeSeen(): boolean {
    const { drawing, object } = this.swarm;
    const seen = drawing.seen || !object.visible;
    drawing.seen = false;
    return seen;
  }

  /** Takes the steps that the accumulated time has, and ends what has come to its end. */
  private takeSteps(): void {
    const steps = Math.floor(this.accumulator / STEP_SECONDS + 1e-6);
    this.accumulator = Math.max(0, this.accumulator - steps * STEP_SECONDS);
    if (this.arrivals.still) this.swarm.rest(steps);
    else this.runSteps(steps);
    this.settle();
  }

  private runSteps(steps: number): void {
    const { swarm, timeline, orders } = this;
    swarm.beginSteps();
    try {
      for (let step = 0; step < steps; step++) {
        this.advance();
        orders.form = timeline.form;
        orders.release = timeline.release;
        orders.stands = !this.phase && this.settled === 'formed';
        orders.impulse = this.impulses.shift() ?? null;
        swarm.step(orders);
      }
    } finally {
      swarm.endSteps();
    }
  }

  /** Moves the time line on by one simulation step. */
  private advance(): void {
    const { phase, timeline } = this;
    if (timeline.fading) timeline.stepFading();
    else if (phase?.kind === 'dissolving') timeline.stepDissolving();
    else if ((phase && !phase.waiting) || this.settled === 'formed') {
      // Also when the image already counts as formed: the last per cent still comes home.
      timeline.stepForming();
    }
  }

  /** Ends the phase when its particles have arrived, or faded; asks how they are. */
  private settle(): void {
    const { phase, timeline, arrivals } = this;
    if (this.afterFading && timeline.gone) {
      const { afterFading } = this;
      this.afterFading = null;
      afterFading();
    }
    if (phase?.kind === 'dissolving' && timeline.gone) {
      timeline.end();
      this.finish(phase, 'idle', 'dissolved');
    }
    if (phase?.kind === 'forming' && !phase.waiting && !this.afterFading) {
      if (arrivals.home >= FORMED_SHARE * this.swarm.drawn) this.finish(phase, 'formed', 'formed');
      else arrivals.ask(this.swarm, this.tolerance, false);
    }
    if (this.disposed) return;
    const complete = this.settled === 'formed' && timeline.form === 1 && timeline.presence === 1;
    const disturbed = this.orders.pointer || this.impulses.length > 0;
    if (!this.phase && complete && !disturbed && !arrivals.still)
      arrivals.ask(this.swarm, this.tolerance, true);
  }

  private finish(phase: Phase, settled: 'idle' | 'formed', result: 'formed' | 'dissolved'): void {
    this.phase = null;
    this.settled = settled;
    phase.resolve(result);
    this.dispatchEvent({ type: result });
  }

  /** Something has happened to the swarm: if it lay still, or was about to, it has to be seen anew. */
  private wake(): void {
    if (!this.phase) this.arrivals.disturb(this.swarm.time);
  }

  /**
   * Render targets come back empty from a lost context, perhaps on another device. Where an image stood there is one
   * again, the next if that was on its way already; particles that showed none yet start again from their origin.
   */
  private readonly restore = (): void => {
    const { settled } = this;
    const start = settled === 'formed' ? 'home' : this.parameters.origin;
    if (this.tier() !== this.swarm.precision) this.changeSwarm(start);
    // What is placed in closed form is not kept on the GPU.
    else if (this.swarm.precision !== 'stateless') this.swarm.restart(start);
    this.swarm.drawing.faster = probePrimitive(this.renderer, this.count);
    // The queries were lost, too.
    this.quality = this.keeper.quality;
    this.takeUp();
  };

  /** The swarm has begun anew, or is another, in the middle of what is under way. */
  private takeUp(): void {
    this.orders.loose = false;
    this.letGoOn();
    this.arrivals.restart(this.swarm.time);
    this.show();
  }

  /** Another swarm that shows the same. */
  private changeSwarm(start: Start): void {
    const { swarm, count, size } = this;
    this.swarm = this.createSwarm(count, size);
    if (swarm.arrangement) this.swarm.arrange(swarm.arrangement, start, this.parameters.stagger, 1);
    if (this.pressed) this.swarm.press(this.pressed);
    swarm.dispose();
    swarm.object.removeFromParent();
  }

  private tier(): Precision {
    return this.wanted === 'auto' ? probePrecision(this.renderer) : this.wanted;
  }

  /** Each impulse takes a step of its own; of more than can be taken soon the oldest are dropped. */
  private push(impulse: Impulse): void {
    if (this.impulses.length >= MAX_STEPS_A_FRAME) this.impulses.shift();
    this.impulses.push(impulse);
  }

  private show(): void {
    const { showing, timeline } = this;
    showing.form = timeline.form;
    showing.nearness = timeline.nearness;
    showing.morph = timeline.morph;
    showing.presence = timeline.presence;
    showing.release = timeline.release;
    showing.apart = timeline.apart;
    showing.lag = this.arrivals.still ? 0 : STEP_SECONDS - this.accumulator;
    this.swarm.show(showing);
  }

  private assertAlive(): void {
    if (this.disposed) throw new Error('These GenesisParticles were disposed of and can no longer be used.');
  }
}
