import { Object3D, type Object3DEventMap, Vector3, type WebGLRenderer } from 'three';
import {
  assertRendererCanSimulate,
  checkCount,
  createParameters,
  type Impulse,
  STEP_SECONDS,
  Swarm,
  type SwarmParameters,
} from '../particles/index.ts';
import { type ImageSource, toPixelImage } from './imageSources.ts';
import { Phase, type PhaseResult } from './Phase.ts';

export interface GenesisParticlesOptions {
  /** The game's own renderer, on WebGL 2. It is borrowed: every state that is touched is put back. */
  renderer: WebGLRenderer;
  /** Number of particles, 1 to 4,194,304. @default 65536 */
  count?: number;
  /** Whole number from 0 to 4,294,967,295. The same seed moves the same on every machine. @default 1 */
  seed?: number;
  /** Height of the formed image in world units. @default 1 */
  size?: number;
  /** Starting values of the live {@link GenesisParticles.parameters}. */
  parameters?: Partial<SwarmParameters>;
}

export interface FormOptions {
  /** Interpolates a small image between its pixels instead of showing them as squares. @default false */
  smooth?: boolean;
  /** Seconds over which the particles' turns are spread. @default parameters.formTime */
  duration?: number;
  /** Rejects the promise when it aborts; the particles stay under way. */
  signal?: AbortSignal;
}

export interface DissolveOptions {
  /** `burst`: thrown outwards from the centre. `drift`: let go, carried off by the streams. @default 'burst' */
  style?: 'burst' | 'drift';
  /** Seconds until nothing is to be seen. @default 1.2 */
  duration?: number;
  /** Rejects the promise when it aborts; the particles go on dissolving. */
  signal?: AbortSignal;
}

export interface GenesisParticlesEventMap extends Object3DEventMap {
  /** A forming has finished. */
  formed: object;
  /** A dissolving has finished; nothing is to be seen. */
  dissolved: object;
  /** The number of particles was changed. */
  countchange: object;
}

export type GenesisParticlesState = 'idle' | 'forming' | 'formed' | 'dissolving';

const MAX_STEPS_A_FRAME = 8;
/** Share of the particles that must be home before the image counts as formed. */
const FORMED_SHARE = 0.99;
/** Seconds of simulation between two questions how many have arrived. */
const ARRIVAL_INTERVAL = 0.1;
/** The same, when the image counts as formed and the question is whether anybody still moves. */
const STILLNESS_INTERVAL = 0.5;
/** Seconds in which springs give way when an image dissolves. */
const LET_GO = 0.12;
/** Seconds in which a swarm that was dissolved lights up again. */
const LIGHT_UP = 0.4;

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
  /** Live settings of motion and look; assign to them at any time. Lengths are in image heights. */
  readonly parameters: SwarmParameters;
  /** Seed that everything random about this swarm comes from. */
  readonly seed: number;
  private readonly swarm: Swarm;
  private readonly canvas: EventTarget;
  private phase: Phase | null = null;
  private settled: 'idle' | 'formed' = 'idle';
  /** How far the forming has come, from 0 to 1; it goes on when the image already counts as formed. */
  private formed01 = 0;
  private formSeconds = 1;
  /** From the colours of the last image (0) to those of this one (1). */
  private morphed01 = 1;
  private presence = 1;
  private accumulator = 0;
  private impulses: Impulse[] = [];
  private tolerance = 0;
  private arrived = 0;
  /** Time of the swarm from which on the next question may be asked. */
  private nextCount = 0;
  private counting = false;
  /** Counts are of this round; an answer of an earlier one is late. */
  private countRound = 0;
  /** A simulation step changes no bit of any particle, so none is done until something happens to the swarm. */
  private still = false;
  private disposed = false;

  constructor(options: GenesisParticlesOptions) {
    super();
    const { renderer, count = 65_536, seed = 1, size = 1, parameters } = options;
    assertRendererCanSimulate(renderer);
    checkSize(size);
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
      throw new RangeError(`The seed is ${seed}. It must be a whole number from 0 to 4294967295.`);
    }
    this.seed = seed;
    this.parameters = createParameters(parameters, () => this.wake());
    this.swarm = new Swarm(renderer, checkCount(count), seed, this.parameters);
    this.swarm.points.layers = this.layers;
    this.add(this.swarm.points);
    this.size = size;
    this.canvas = renderer.domElement;
    this.canvas.addEventListener('webglcontextrestored', this.restore);
    this.show();
  }

  /** What the swarm is doing. */
  get state(): GenesisParticlesState {
    return this.phase?.kind ?? this.settled;
  }

  /** Number of particles; may be changed while it runs. Those that stay keep their place. */
  override get count(): number {
    return this.swarm.count;
  }

  override set count(count: number) {
    this.assertAlive();
    const checked = checkCount(count);
    if (checked === this.swarm.count) return;
    this.swarm.resize(checked);
    this.countAnew();
    this.show();
    this.dispatchEvent({ type: 'countchange' });
  }

  /** Height of the formed image in world units. */
  get size(): number {
    return this.swarm.points.scale.y;
  }

  set size(size: number) {
    this.swarm.points.scale.setScalar(checkSize(size));
  }

  /**
   * Sends the particles to form `image`. Resolves to `'formed'` when 99 % of them are within half a source pixel (at
   * least 0.25 % of the image's width) of their place, shimmer aside; to `'superseded'` when another call took over.
   * Rejects for a picture that cannot be used, the caller's own signal, or `dispose`. It settles only while somebody
   * calls {@link update}, and need not be awaited.
   */
  form(image: ImageSource, options: FormOptions = {}): Promise<PhaseResult> {
    const { smooth = false, duration = this.parameters.formTime, signal } = options;
    return this.begin('forming', duration, signal, () => {
      const pixels = toPixelImage(image);
      this.swarm.arrange(pixels, smooth, this.morphed01);
      const { aspect } = this.swarm;
      this.tolerance = Math.max((0.5 * aspect) / pixels.width, 0.0025 * aspect);
    });
  }

  /**
   * Lets the image go. Resolves to `'dissolved'` when nothing is to be seen any more, to `'superseded'` when another
   * call took over; otherwise like {@link form}.
   */
  dissolve(options: DissolveOptions = {}): Promise<PhaseResult> {
    const { style = 'burst', duration = 1.2, signal } = options;
    return this.begin('dissolving', duration, signal, () => {
      if (style !== 'burst' && style !== 'drift') {
        throw new TypeError(`There is no dissolve style "${String(style)}". Choose 'burst' or 'drift'.`);
      }
      if (style === 'burst') this.push({ point: new Vector3(), radius: 2.5, speed: 1.7 });
    });
  }

  /**
   * Pushes the particles within `radius` away from `point`, both in the swarm's own space; `strength` is the speed at
   * the centre, in its units a second. They find their way back if an image stands.
   */
  impulse(point: Vector3, radius: number, strength: number): void {
    this.assertAlive();
    for (const number of [point.x, point.y, point.z, radius, strength]) {
      if (!Number.isFinite(number)) throw new TypeError(`An impulse takes finite numbers, not ${number}.`);
    }
    const { size } = this;
    this.push({
      point: point.clone().divideScalar(size),
      radius: radius / size,
      speed: strength / size,
    });
  }

  /**
   * Advances the swarm; call it once a frame. The motion is made of fixed steps of 1/60 s, whatever the frame rate;
   * after a long pause at most 8 of them are caught up with.
   *
   * @param deltaSeconds Seconds since the last call, as `THREE.Timer.getDelta` gives them.
   * @returns Whether anything changed, so that a host may draw on demand: false when nothing is to be seen, and some
   * seconds after an image has formed when shimmer is 0.
   */
  update(deltaSeconds: number): boolean {
    this.assertAlive();
    if (!(deltaSeconds >= 0 && deltaSeconds < Number.POSITIVE_INFINITY)) {
      throw new TypeError(
        `update was given ${deltaSeconds}. It takes the seconds since the last frame, 0 or more.`,
      );
    }
    this.swarm.points.renderOrder = this.renderOrder;
    if (!this.phase && this.presence === 0) {
      this.impulses.length = 0;
      return false;
    }
    this.accumulator = Math.min(this.accumulator + deltaSeconds, MAX_STEPS_A_FRAME * STEP_SECONDS);
    const steps = Math.floor(this.accumulator / STEP_SECONDS + 1e-6);
    this.accumulator = Math.max(0, this.accumulator - steps * STEP_SECONDS);
    if (this.still) this.swarm.rest(steps);
    else this.simulate(steps);
    this.settle();
    this.show();
    return !this.still || this.parameters.shimmer > 0;
  }

  /** Frees everything on the GPU. A promise still pending rejects; the object can no longer be used. */
  override dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.phase?.reject(new DOMException('The particles were disposed of.', 'AbortError'));
    this.phase = null;
    this.canvas.removeEventListener('webglcontextrestored', this.restore);
    this.removeFromParent();
    this.swarm.dispose();
  }

  /** Starts a phase, unless `prepare` throws: then nothing has changed, and the promise rejects. */
  private begin(
    kind: Phase['kind'],
    duration: number,
    signal: AbortSignal | undefined,
    prepare: () => void,
  ): Promise<PhaseResult> {
    const phase = new Phase(kind, duration, signal);
    try {
      this.assertAlive();
      signal?.throwIfAborted();
      if (!(duration > 0 && duration < Number.POSITIVE_INFINITY)) {
        throw new RangeError(`The duration is ${duration}. It must be a number of seconds above 0.`);
      }
      prepare();
    } catch (error) {
      // The promise is often not awaited, so a mistake is also said aloud.
      if (!signal?.aborted) console.warn(error);
      phase.reject(error);
      return phase.promise;
    }
    this.phase?.resolve('superseded');
    this.phase = phase;
    this.countAnew();
    if (kind === 'forming') {
      this.formed01 = 0;
      this.morphed01 = 0;
      this.formSeconds = duration;
      this.nextCount = this.swarm.time + 0.5 * duration;
      // Also for a frame that is drawn before the next update: textures have changed places.
      this.show();
    }
    return phase.promise;
  }

  private simulate(steps: number): void {
    this.swarm.beginSteps();
    try {
      for (let step = 0; step < steps; step++) {
        this.advance();
        this.swarm.step(this.formed01, this.impulses.shift() ?? null);
      }
    } finally {
      this.swarm.endSteps();
    }
  }

  /** Moves the time line on by one simulation step. */
  private advance(): void {
    const { phase } = this;
    if (phase) phase.elapsed += STEP_SECONDS;
    if (phase?.kind === 'dissolving') {
      const progress = Math.min(1, phase.elapsed / phase.duration);
      this.formed01 = Math.max(0, this.formed01 - STEP_SECONDS / LET_GO);
      this.morphed01 = Math.min(1, this.morphed01 + STEP_SECONDS / LET_GO);
      this.presence = Math.min(this.presence, 1 - progress * progress * (3 - 2 * progress));
    } else if (phase || this.settled === 'formed') {
      // Also when the image already counts as formed: the last per cent still comes home.
      this.formed01 = Math.min(1, this.formed01 + STEP_SECONDS / this.formSeconds);
      this.morphed01 = this.formed01;
      this.presence = Math.min(1, this.presence + STEP_SECONDS / LIGHT_UP);
    }
  }

  /** Ends the phase when its particles have arrived, or faded; asks how they are. */
  private settle(): void {
    const { phase } = this;
    if (phase?.kind === 'dissolving' && phase.elapsed >= phase.duration) {
      this.presence = 0;
      this.finish(phase, 'idle', 'dissolved');
    }
    if (phase?.kind === 'forming') {
      if (this.arrived >= FORMED_SHARE * this.count) this.finish(phase, 'formed', 'formed');
      else this.askAgain(ARRIVAL_INTERVAL);
    }
    const complete = this.settled === 'formed' && this.formed01 === 1 && this.presence === 1;
    if (!phase && complete && !this.still) this.askAgain(STILLNESS_INTERVAL);
  }

  private finish(phase: Phase, settled: 'idle' | 'formed', result: 'formed' | 'dissolved'): void {
    this.phase = null;
    this.settled = settled;
    phase.resolve(result);
    this.dispatchEvent({ type: result });
  }

  /** Has the particles counted, unless that was done in the last `interval` seconds or is under way. */
  private askAgain(interval: number): void {
    if (this.counting || this.swarm.time < this.nextCount) return;
    this.counting = true;
    this.nextCount = this.swarm.time + interval;
    const round = this.countRound;
    // Only where everybody is pulled with the whole spring does a step that changed nothing foretell the next.
    const pulled = !this.phase;
    const answered = ({ arrived, moving }: { arrived: number; moving: number }) => {
      if (round !== this.countRound) return;
      this.counting = false;
      this.arrived = arrived;
      this.still = pulled && moving === 0;
    };
    this.swarm
      .countArrived(this.tolerance)
      .then(answered, () => answered({ arrived: 0, moving: this.count }));
  }

  /** Forgets what was counted so far, and every answer still under way. */
  private countAnew(): void {
    this.countRound++;
    this.arrived = 0;
    this.counting = false;
    this.still = false;
  }

  /** Something has happened to the swarm: if it lay still, or was about to, it has to be seen anew. */
  private wake(): void {
    if (!this.phase) this.countAnew();
  }

  /** Render targets come back empty from a lost context: the particles start again from the cloud. */
  private readonly restore = (): void => {
    this.swarm.restore();
    this.countAnew();
    this.show();
  };

  /** Each impulse takes a step of its own; of more than can be taken soon the oldest are dropped. */
  private push(impulse: Impulse): void {
    if (this.impulses.length >= MAX_STEPS_A_FRAME) this.impulses.shift();
    this.impulses.push(impulse);
    this.wake();
  }

  private show(): void {
    this.swarm.show(this.morphed01, STEP_SECONDS - this.accumulator, this.presence);
  }

  private assertAlive(): void {
    if (this.disposed) throw new Error('These GenesisParticles were disposed of and can no longer be used.');
  }
}

function checkSize(size: number): number {
  if (Number.isFinite(size) && size > 0) return size;
  throw new RangeError(`The size is ${size}. It must be a number of world units above 0.`);
}
