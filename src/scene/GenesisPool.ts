import { Object3D, Vector3 } from 'three';
import { type DissolveStyle, dissolveStyles, type SwarmParameters } from '../particles/index.ts';
import { checkName } from './checkOptions.ts';
import { GenesisParticles } from './GenesisParticles.ts';
import { type ImageSource, toPixelImage } from './imageSources.ts';
import type { GenesisParticlesOptions } from './options.ts';

/** What a pool is made of: what all its effects are made of, and how many there are. */
export interface GenesisPoolOptions extends GenesisParticlesOptions {
  /** How many effects there can be at once, 1 to 1,024. `count` is the number of particles of each. */
  capacity: number;
  /** How images are to come apart: what is named here need not be compiled in play. @default parameters.dissolve alone */
  dissolves?: readonly DissolveStyle[];
  /**
   * Pictures as large as those that are to be formed, at most four sizes: their textures are made ahead.
   * @default one of 32 × 32 pixels
   */
  images?: readonly ImageSource[];
}

const MOST = 1024;
const BLANK: ImageSource = { width: 32, height: 32, data: new Uint8ClampedArray(32 * 32 * 4).fill(255) };
const MIDDLE = /* @__PURE__ */ new Vector3();

/**
 * Effects that are made once and used again and again: nothing is created on the GPU, nothing compiled while a game is
 * played. Add it to the scene before the first frame, for that compiles what draws; {@link acquire} an effect, place it
 * and form an image, {@link release} it in the end.
 *
 * @example
 * const pool = new GenesisPool({ renderer, capacity: 20, count: 4096 });
 * scene.add(pool);
 * const enemy = pool.acquire();
 * if (enemy) {
 *   enemy.position.set(2, 0, 0);
 *   void enemy.form(image);
 * }
 * // in every frame
 * pool.update(deltaSeconds);
 */
export class GenesisPool extends Object3D {
  override readonly type = 'GenesisPool';
  private readonly effects: readonly GenesisParticles[];
  private readonly used = new Set<GenesisParticles>();
  private readonly size: number;
  /** What every effect begins with. */
  private readonly parameters: SwarmParameters;
  private disposed = false;

  /**
   * Makes all effects, and plays everything that may happen to them once: takes some tenths of a second.
   *
   * @throws for options that `GenesisParticles` does not accept, a capacity that is no whole number from 1 to 1,024, a
   * dissolve that there is not, and pictures that cannot be formed. Then nothing was made.
   */
  constructor(options: GenesisPoolOptions) {
    super();
    const { capacity, dissolves, images = [BLANK], seed = 1, ...common } = options;
    if (!(Number.isInteger(capacity) && capacity >= 1 && capacity <= MOST)) {
      throw new RangeError(
        `The capacity is ${capacity}. It must be a whole number of effects from 1 to ${MOST}.`,
      );
    }
    // Before anything is made: what is formed below would only warn of them.
    for (const style of dissolves ?? []) checkName('dissolve', style, dissolveStyles);
    for (const image of images) toPixelImage(image);
    this.effects = Array.from(
      { length: capacity },
      (_, index) => new GenesisParticles({ ...common, seed: (seed + index) % 2 ** 32 }),
    );
    const [first] = this.effects as [GenesisParticles];
    this.size = first.size;
    this.parameters = { ...first.parameters };
    this.add(...this.effects);
    for (const effect of this.effects) {
      rehearse(effect, images, effect === first ? (dissolves ?? [this.parameters.dissolve]) : []);
    }
  }

  /** How many effects there are, in use or not. */
  get capacity(): number {
    return this.effects.length;
  }

  /** How many effects can be acquired. */
  get available(): number {
    return this.capacity - this.used.size;
  }

  /** An effect that shows nothing, at the pool's origin; null when all are in use. It may be added to another parent. */
  acquire(): GenesisParticles | null {
    this.assertAlive();
    for (const effect of this.effects) {
      if (this.used.has(effect)) continue;
      this.used.add(effect);
      return effect;
    }
    return null;
  }

  /**
   * Takes an effect back. What it shows vanishes: await its dissolving before. Its parameters, size and place become those
   * that it came with; listeners that were added to it are for whoever added them to remove.
   *
   * @throws for what is not in use, or of another pool.
   */
  release(effect: GenesisParticles): void {
    this.assertAlive();
    if (!this.used.delete(effect)) {
      throw new Error('This effect is not in use. Release what was acquired from this pool, and once.');
    }
    this.renew(effect);
  }

  /** Takes all effects back that are in use, as {@link release} does: a game begins anew. */
  releaseAll(): void {
    this.assertAlive();
    for (const effect of this.used) this.renew(effect);
    this.used.clear();
  }

  /**
   * Advances all effects in use; call it once a frame.
   *
   * @param deltaSeconds Seconds since the last call.
   * @returns Whether anything changed; see `GenesisParticles.update`.
   */
  update(deltaSeconds: number): boolean {
    this.assertAlive();
    let changed = false;
    for (let index = 0; index < this.effects.length; index++) {
      const effect = this.effects[index]!;
      if (this.used.has(effect) && effect.update(deltaSeconds)) changed = true;
    }
    return changed;
  }

  /** Disposes of all effects, in use or not. Promises still pending reject. */
  override dispose(): void {
    this.disposed = true;
    this.used.clear();
    for (const effect of this.effects) effect.dispose();
    this.removeFromParent();
  }

  /** It shows nothing, and is as it was when it came. */
  private renew(effect: GenesisParticles): void {
    effect.vanish();
    effect.parameters = this.parameters;
    effect.size = this.size;
    effect.position.set(0, 0, 0);
    effect.quaternion.identity();
    effect.scale.set(1, 1, 1);
    effect.visible = true;
    effect.renderOrder = 0;
    if (effect.parent !== this) this.add(effect);
  }

  private assertAlive(): void {
    if (this.disposed) throw new Error('This GenesisPool was disposed of and can no longer be used.');
  }
}

/** Does once what may be done to an effect, so that it need not be prepared in play; then nothing is to be seen. */
function rehearse(
  effect: GenesisParticles,
  images: readonly ImageSource[],
  dissolves: readonly DissolveStyle[],
): void {
  const { formTime } = effect.parameters;
  const push = (): void => effect.impulse(MIDDLE, effect.size, 1);
  for (const image of images) {
    void effect.form(image);
    effect.simulate(STEP);
  }
  for (const style of dissolves) {
    push();
    effect.simulate(2 * STEP);
    // Until every particle is called home, which takes another shader.
    effect.simulate(formTime);
    push();
    effect.simulate(2 * STEP);
    void effect.dissolve({ style });
    push();
    effect.simulate(2 * STEP);
    effect.vanish();
    void effect.form(images[0] ?? BLANK);
  }
  effect.vanish();
}

const STEP = 1 / 60;
