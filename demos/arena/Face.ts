import type { GenesisParticles, PixelImage } from 'genesis-particles';
import { Vector3 } from 'three';
import type { rules } from './rules.ts';

/** Seconds in which a face forms; until then nothing hits it. */
const FORMING = 0.9;
const from = new Vector3();
const way = new Vector3();

/**
 * An enemy: a portrait that forms out of particles and comes for the player. It scatters where it is hit and stays so;
 * left alone it forms again, whole; when it can bear no more it bursts.
 */
export class Face {
  readonly effect: GenesisParticles;
  readonly kind: typeof rules.face | typeof rules.giant;
  private readonly image: PixelImage;
  private health: number;
  private age = 0;
  private alone = 0;

  constructor(effect: GenesisParticles, image: PixelImage, place: Vector3, kind: Face['kind']) {
    this.effect = effect;
    this.image = image;
    this.kind = kind;
    this.health = kind.hits;
    effect.size = kind.size;
    effect.position.copy(place);
    void effect.form(image, { origin: 'point', duration: FORMING });
  }

  touches(place: Vector3, radius = 0): boolean {
    return this.age > FORMING && this.effect.position.distanceTo(place) < 0.4 * this.kind.size + radius;
  }

  /** Comes nearer in a curve, and keeps its distance from the others. */
  move(deltaSeconds: number, target: Vector3, speed: number, others: readonly Face[]): void {
    const { position, seed } = this.effect;
    this.age += deltaSeconds;
    this.alone += deltaSeconds;
    way.subVectors(target, position).setLength(speed * Math.min(1, this.age));
    const side = 0.6 * Math.sin(1.3 * this.age + seed);
    way.set(way.x - side * way.y, way.y + side * way.x, 0);
    for (const other of others) {
      from.subVectors(position, other.effect.position);
      const closeness = 1 - from.length() / (0.5 * (this.kind.size + other.kind.size));
      if (other !== this && closeness > 0) way.addScaledVector(from.normalize(), closeness);
    }
    position.addScaledVector(way, deltaSeconds);
    if (this.health < this.kind.hits && this.alone > this.kind.heals) this.heal();
  }

  /** Particles scatter around a place of the world, for good. @returns whether that was more than it can bear. */
  strike(place: Vector3): boolean {
    this.effect.impulse(from.subVectors(place, this.effect.position), 0.11, 0.9, { sticks: true });
    this.alone = 0;
    return --this.health <= 0;
  }

  private heal(): void {
    this.health = this.kind.hits;
    void this.effect.form(this.image, { duration: 0.8 });
  }
}
