import type { GenesisParticles, GenesisPool } from 'genesis-particles';
import type { ImageRing } from 'genesis-particles/gan';
import { MathUtils, Vector2, Vector3 } from 'three';
import { icons } from '../pictures/icons.ts';
import type { Intent } from '../play/Controls.ts';
import type { Shots } from '../play/Shots.ts';
import { Face } from './Face.ts';
import { rules } from './rules.ts';

export type Moment = 'wave' | 'portal' | 'shot' | 'hit' | 'burst' | 'hurt' | 'taken' | 'won' | 'lost';

const KINDS = ['bolt', 'star', 'heart'] as const;
const TIMERS = ['wait', 'shot', 'rapid', 'safe'] as const;
const CENTRE = new Vector3();

/** Faces come through a portal, wave after wave, until all of them have burst or the player has. */
export class Game {
  state: 'ready' | 'playing' | 'won' | 'lost' = 'ready';
  score = 0;
  wave = 0;
  lives: number = rules.lives;
  readonly faces: Face[] = [];
  /** Half the width and half the height of the field. */
  readonly field = new Vector2(0.5, 0.6);
  onMoment: (moment: Moment) => void = () => {};
  private readonly pool: GenesisPool;
  private readonly images: ImageRing;
  private readonly shots: Shots;
  private readonly pickups: { effect: GenesisParticles; kind: (typeof KINDS)[number]; left: number }[] = [];
  private player: GenesisParticles | null = null;
  private portal: GenesisParticles | null = null;
  private coming = 0;
  private burst = 0;
  /** Seconds: until the next face or wave, until the next shot, and of what was taken or suffered. */
  private readonly left = { wait: 0, shot: 0, rapid: 0, safe: 0 };

  constructor(pool: GenesisPool, images: ImageRing, shots: Shots) {
    this.pool = pool;
    this.images = images;
    this.shots = shots;
  }

  /** Where the player is. */
  get place(): Vector3 {
    return this.player?.position ?? CENTRE;
  }

  /** The face nearest to the player. */
  get nearest(): Face | undefined {
    const distance = (face: Face) => face.effect.position.distanceToSquared(this.place);
    return [...this.faces].sort((a, b) => distance(a) - distance(b))[0];
  }

  start(): void {
    this.pool.releaseAll();
    this.faces.length = this.pickups.length = 0;
    this.portal = null;
    this.player = this.spawn(rules.player.size, icons.player, CENTRE);
    this.state = 'playing';
    this.lives = rules.lives;
    this.score = this.wave = this.burst = this.coming = 0;
    for (const timer of TIMERS) this.left[timer] = 0;
  }

  update(deltaSeconds: number, { move, aim, fire }: Intent): void {
    this.pool.update(deltaSeconds);
    this.shots.update(deltaSeconds);
    const { field, left, place } = this;
    if (this.state !== 'playing') return;
    for (const timer of TIMERS) left[timer] -= deltaSeconds;
    place.x = MathUtils.clamp(place.x + move.x * rules.player.speed * deltaSeconds, -field.x, field.x);
    place.y = MathUtils.clamp(place.y + move.y * rules.player.speed * deltaSeconds, -field.y, field.y);
    const target = aim ?? this.nearest?.effect.position;
    if (fire && target && left.shot <= 0) this.shoot(target);
    this.runWaves();
    this.moveFaces(deltaSeconds);
    this.landShots();
    this.takePickups(deltaSeconds);
  }

  /** An effect that forms an image; null when all are in use. */
  private spawn(size: number, image: HTMLCanvasElement, place: Vector3): GenesisParticles | null {
    const effect = this.pool.acquire();
    if (!effect) return null;
    effect.size = size;
    effect.position.copy(place);
    void effect.form(image, { duration: 0.7 });
    return effect;
  }

  /** Comes apart, and goes back to the pool when nothing is left of it. */
  private letGo(effect: GenesisParticles | null, style: 'implode' | 'fall' | 'burst', point = CENTRE): void {
    void effect?.dissolve({ style, point }).then(end => end === 'dissolved' && this.pool.release(effect));
  }

  private shoot(target: Vector3): void {
    this.shots.fire(this.place, Math.atan2(target.y - this.place.y, target.x - this.place.x));
    this.left.shot = this.left.rapid > 0 ? rules.shot.rapid : rules.shot.every;
    this.onMoment('shot');
  }

  /** A wave: a portal opens, faces come through it one by one, it closes; the next comes when all have burst. */
  private runWaves(): void {
    if (this.left.wait > 0) return;
    if (this.coming > 0) this.comeThrough();
    else if (this.portal) this.closePortal();
    else if (this.faces.length > 0) return;
    else if (this.wave === rules.waves.length) this.end('won');
    else this.beginWave();
  }

  private beginWave(): void {
    this.coming = rules.waves[this.wave++]!;
    this.left.wait = rules.portal.opens;
    const { x, y } = this.field;
    // On the side where the player is not, and clear of the score above.
    const angle = Math.atan2(-this.place.y, -this.place.x) + MathUtils.randFloatSpread(2.5);
    const place = new Vector3(0.82 * x * Math.cos(angle), 0.62 * y * Math.sin(angle), 0);
    this.portal = this.spawn(rules.portal.size, icons.portal, place);
    if (this.portal) this.portal.parameters.vortex = 3;
    this.onMoment('wave');
  }

  private comeThrough(): void {
    const effect = this.pool.acquire();
    if (!effect) return;
    const isLast = --this.coming === 0 && this.wave === rules.waves.length;
    const place = this.portal?.position ?? CENTRE;
    this.faces.push(new Face(effect, this.images.take(), place, isLast ? rules.giant : rules.face));
    this.left.wait = rules.portal.every;
    this.onMoment('portal');
  }

  private closePortal(): void {
    this.letGo(this.portal, 'implode');
    this.portal = null;
  }

  private moveFaces(deltaSeconds: number): void {
    const { place, faces, left } = this;
    const faster = rules.face.faster * (this.wave - 1);
    for (const face of faces) face.move(deltaSeconds, place, face.kind.speed + faster, faces);
    const touching = left.safe <= 0 && faces.find(face => face.touches(place, rules.player.radius));
    if (!touching) return;
    this.remove(touching, place);
    left.safe = rules.player.safe;
    this.player?.impulse(CENTRE, 0.2, 1.4);
    this.lives--;
    this.onMoment('hurt');
    if (this.lives === 0) this.end('lost');
  }

  private landShots(): void {
    for (const shot of this.shots.all) {
      const face = shot.left > 0 ? this.faces.find(each => each.touches(shot.place)) : undefined;
      if (!face) continue;
      shot.left = 0;
      this.strike(face, shot.place);
    }
  }

  private strike(face: Face, place: Vector3): void {
    const isDead = face.strike(place);
    if (isDead) this.score += face.kind.points;
    this.onMoment(isDead ? 'burst' : 'hit');
    if (!isDead) return;
    this.remove(face, place);
    if (++this.burst % rules.pickup.every === 0) this.drop(face.effect.position);
  }

  private remove(face: Face, place: Vector3): void {
    this.faces.splice(this.faces.indexOf(face), 1);
    this.letGo(face.effect, 'burst', place.clone().sub(face.effect.position));
  }

  private drop(place: Vector3): void {
    const kind = KINDS[(this.burst / rules.pickup.every - 1) % KINDS.length]!;
    const effect = this.spawn(rules.pickup.size, icons[kind], place);
    if (effect) this.pickups.push({ effect, kind, left: rules.pickup.seconds });
  }

  private takePickups(deltaSeconds: number): void {
    for (const pickup of [...this.pickups]) {
      pickup.left -= deltaSeconds;
      const isTaken = pickup.effect.position.distanceTo(this.place) < rules.pickup.radius;
      if (!isTaken && pickup.left > 0) continue;
      this.pickups.splice(this.pickups.indexOf(pickup), 1);
      this.letGo(pickup.effect, isTaken ? 'implode' : 'fall');
      if (isTaken) this.enjoy(pickup.kind);
    }
  }

  /** A heart is a life, a bolt shoots faster, a star strikes every face. */
  private enjoy(kind: (typeof KINDS)[number]): void {
    if (kind === 'heart') this.lives++;
    else if (kind === 'bolt') this.left.rapid = rules.pickup.rapid;
    else for (const face of [...this.faces]) this.strike(face, face.effect.position);
    this.onMoment('taken');
  }

  private end(state: 'won' | 'lost'): void {
    this.state = state;
    for (const { effect } of [...this.faces.splice(0), ...this.pickups.splice(0)]) this.letGo(effect, 'fall');
    this.closePortal();
    if (state === 'lost') {
      this.letGo(this.player, 'burst');
      this.player = null;
    }
    this.onMoment(state);
  }
}
