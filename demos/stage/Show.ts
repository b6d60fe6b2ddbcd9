import type { DissolveStyle, FormOptions, GenesisParticles, PixelImage } from 'genesis-particles';
import { fitted } from '../pictures/fitted.ts';
import type { Exhibit } from './Exhibit.ts';
import { type Ground, onGround } from './ground.ts';
import type { Stage } from './Stage.ts';

/** What the swarm is to form. */
export type Subject = {
  /** In a sentence; the part between asterisks stands out. */
  readonly caption: string;
} & (
  | { readonly draw: (aspect: number, ground: Ground) => HTMLCanvasElement | HTMLImageElement }
  | { readonly live: () => PixelImage | null; readonly leave: () => void }
);

/** A subject of the page's own, and how it goes: into the next one, or away. */
export interface Act {
  readonly subject: Subject;
  readonly exit: 'morph' | DissolveStyle;
}

/** Seconds that an act stands; and more, after the visitor has done something to it. */
const HOLD = 3.2;
const PATIENCE = 12;
/** Pictures up to this size are pixel art, and keep their squares. */
const SMALL = 64;

/**
 * One act follows the other, until the visitor brings a subject of their own; `next` goes on with the acts. What stands
 * is in `shown`.
 */
export class Show {
  shown: Exhibit | null = null;
  /** Called when the swarm sets out to form something else. */
  onSubject: (subject: Subject) => void = () => {};
  /** Called when a picture was refused. */
  onRefused: (sentence: string) => void = () => {};
  private readonly swarm: GenesisParticles;
  private readonly stage: Pick<Stage, 'aspect' | 'ground'>;
  private readonly acts: readonly Act[];
  private act = -1;
  private subject: Subject | null = null;
  /** Of the place that the subject was fitted into. */
  private aspect = 1;
  private visiting = false;
  private standing = 0;

  constructor(swarm: GenesisParticles, stage: Pick<Stage, 'aspect' | 'ground'>, acts: readonly Act[]) {
    this.swarm = swarm;
    this.stage = stage;
    this.acts = acts;
    // Letters have other colours there.
    onGround(() => this.subject && void this.form(this.subject, {}));
  }

  /** Forms what the visitor brought. It stays. */
  show(subject: Subject): void {
    this.visiting = true;
    this.take(subject);
  }

  /** Goes on with the page's own pictures. */
  next(): void {
    this.visiting = false;
    this.act = (this.act + 1) % this.acts.length;
    this.take((this.acts[this.act] as Act).subject);
  }

  /** Forms the present subject once more. */
  again(options: FormOptions = {}): void {
    if (!this.subject) return;
    this.linger();
    void this.form(this.subject, options);
  }

  /** Lets the present subject go; it comes back. */
  async dissolve(style: DissolveStyle): Promise<void> {
    this.linger();
    if (await this.dissolved(style)) this.again();
  }

  /** The visitor is busy with what stands: it does not go yet. */
  linger(): void {
    this.standing = -PATIENCE;
  }

  /** Call once a frame. */
  frame(deltaSeconds: number): void {
    const { subject, swarm, stage } = this;
    if (!subject || swarm.paused || swarm.state !== 'formed') return;
    // The page has taken another shape.
    if ('draw' in subject && Math.abs(stage.aspect / this.aspect - 1) > 0.1)
      return void this.form(subject, {});
    if (this.visiting) return;
    // Nobody who asked for little motion is shown a swarm in flight all the time.
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches ? 5 : 1;
    this.standing += deltaSeconds / calm;
    if (this.standing > HOLD) void this.leave(this.acts[this.act] as Act);
  }

  private async leave({ exit }: Act): Promise<void> {
    this.standing = 0;
    if (exit === 'morph' || (await this.dissolved(exit))) this.next();
  }

  private take(subject: Subject): void {
    if (this.subject && 'leave' in this.subject && this.subject !== subject) this.subject.leave();
    this.subject = subject;
    this.standing = 0;
    this.onSubject(subject);
    void this.form(subject, {});
  }

  private async form(subject: Subject, options: FormOptions): Promise<void> {
    const { swarm } = this;
    const { aspect } = this.stage;
    this.aspect = aspect;
    swarm.play();
    if ('live' in subject) {
      swarm.follow(() => {
        const image = subject.live();
        if (image) this.shown = { source: 'image', image };
        return image;
      });
      return;
    }
    try {
      const image = fitted(subject.draw(aspect, this.stage.ground), aspect);
      const smooth = Math.max(image.width, image.height) > SMALL;
      if ((await swarm.form(image, { smooth, ...options })) === 'formed')
        this.shown = { source: 'image', image };
    } catch (error) {
      this.onRefused((error as Error).message);
    }
  }

  private async dissolved(style: DissolveStyle): Promise<boolean> {
    this.swarm.play();
    this.shown = null;
    return (await this.swarm.dissolve({ style })) === 'dissolved';
  }
}
