import type { GenesisParticles } from 'genesis-particles';
import type { Exhibit } from '../stage/Exhibit.ts';

/** Seconds that a formed image stands at least. */
const HOLD = 1.6;

/**
 * Shows one image after the other: a swarm forms it, it stands for a while, and the newest one offered meanwhile comes
 * next. Or the swarm follows what changes by itself. What stands is in `shown`.
 */
export class Exhibition {
  /** Whoever is followed says here what it has given. */
  shown: Exhibit | null = null;
  /** Called when the swarm sets out to form an image. */
  onForming: (exhibit: Exhibit) => void = () => {};
  /** Called when the image stands. */
  onShown: (exhibit: Exhibit) => void = () => {};
  private readonly swarm: GenesisParticles;
  private next: Exhibit | null = null;
  private forming = false;
  private stop: (() => void) | null = null;
  private standing = Number.POSITIVE_INFINITY;

  constructor(swarm: GenesisParticles) {
    this.swarm = swarm;
  }

  /** The image to form next; takes the place of one offered earlier. */
  offer(exhibit: Exhibit): void {
    this.next = exhibit;
  }

  /** Drops what waits and lets the next image offered come at once. */
  clear(): void {
    this.next = null;
    this.standing = Number.POSITIVE_INFINITY;
  }

  /** The swarm follows this and forms nothing until {@link unfollow}. */
  follow(...source: Parameters<GenesisParticles['follow']>): void {
    this.clear();
    this.stop = this.swarm.follow(...source);
  }

  /** Images that are offered are formed again; the last one that was followed stays until then. */
  unfollow(): void {
    this.stop?.();
    this.stop = null;
  }

  /** Call once a frame. */
  frame(deltaSeconds: number): void {
    if (!this.forming) this.standing += deltaSeconds;
    if (this.next && !this.stop && !this.forming && this.standing >= HOLD) void this.form(this.next);
  }

  private async form(exhibit: Exhibit): Promise<void> {
    this.next = null;
    this.forming = true;
    this.onForming(exhibit);
    this.standing = 0;
    const result = await this.swarm.form(exhibit.image, { smooth: true }).catch(() => 'refused');
    this.forming = false;
    if (result !== 'formed') return;
    this.shown = exhibit;
    this.onShown(exhibit);
  }
}
