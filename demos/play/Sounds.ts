import { remember, remembered } from '../stage/storage.ts';

/** A tone that glides from one pitch to another, in hertz, and dies away within `seconds`. */
export interface Tone {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  readonly wave?: OscillatorType;
  /** Of full loudness. @default 0.12 */
  readonly gain?: number;
}

const KEY = 'genesis-particles muted';

/** Plays generated tones; silent until the visitor has done something, and when muted, which is remembered. */
export class Sounds<Name extends string> {
  private readonly tones: Readonly<Partial<Record<Name, readonly Tone[]>>>;
  private context: AudioContext | null = null;
  private silent: boolean;

  constructor(tones: Readonly<Partial<Record<Name, readonly Tone[]>>>) {
    this.tones = tones;
    this.silent = remembered(KEY) === 'yes';
  }

  get muted(): boolean {
    return this.silent;
  }

  set muted(muted: boolean) {
    this.silent = muted;
    remember(KEY, muted ? 'yes' : 'no');
  }

  /** Call it when the visitor has clicked or pressed something: browsers let nobody make a sound before. */
  unlock(): void {
    this.context ??= new AudioContext();
    void this.context.resume();
  }

  play(name: Name): void {
    const { context, silent } = this;
    if (!context || silent) return;
    for (const [index, { from, to, seconds, wave = 'sine', gain = 0.12 }] of (
      this.tones[name] ?? []
    ).entries()) {
      const begin = context.currentTime + 0.07 * index;
      const [source, volume] = [context.createOscillator(), context.createGain()];
      source.type = wave;
      source.frequency.setValueAtTime(from, begin);
      source.frequency.exponentialRampToValueAtTime(to, begin + seconds);
      volume.gain.setValueAtTime(gain, begin);
      volume.gain.exponentialRampToValueAtTime(1e-4, begin + seconds);
      source.connect(volume).connect(context.destination);
      source.start(begin);
      source.stop(begin + seconds);
    }
  }
}
