import type { Arrangement } from './Arrangement.ts';
import { type FlowTables, flowTables } from './layouts/flowTables.ts';
import type { TransportMatcher } from './layouts/transport/TransportMatcher.ts';

/** What is arranged before the first image: a faint even light, the dust that has not decided yet. */
const DUST: Arrangement = {
  image: { width: 1, height: 1, data: new Uint8ClampedArray([90, 90, 90, 255]) },
  layout: 'flow',
  weight: 'even',
  smooth: false,
  straight: false,
  keyed: false,
  reserve: 0,
};

/** What a swarm shows: the image last arranged, its tables, and the worker that finds the ways to the next. */
export class Subject {
  tables: FlowTables = flowTables(DUST.image, DUST);
  /** Homes of the particles, where a matching has found them; else they are the layout's. */
  places: Float32Array<ArrayBuffer> | null = null;
  private shown: Arrangement = DUST;
  /** Loaded with the first image that asks for it. */
  private matcher: Promise<TransportMatcher> | null = null;
  /** What was read ahead, to find the ways to it. */
  private ahead: { readonly arrangement: Arrangement; readonly tables: FlowTables } | null = null;

  /** What was arranged last; null before the first image. */
  get arrangement(): Arrangement | null {
    return this.shown === DUST ? null : this.shown;
  }

  /** The layout that particles can be given: `transport` needs places. */
  get layout(): Arrangement['layout'] {
    return this.shown.layout === 'transport' && !this.places ? 'flow' : this.shown.layout;
  }

  /** Width of the image over its height. */
  get aspect(): number {
    return this.shown.image.width / this.shown.image.height;
  }

  /** @param places of a {@link match}; without them `transport` is `flow`. */
  read(arrangement: Arrangement, places: Float32Array<ArrayBuffer> | null): void {
    const { ahead, tables } = this;
    this.tables =
      ahead?.arrangement === arrangement ? ahead.tables : flowTables(arrangement.image, arrangement, tables);
    this.ahead = null;
    this.shown = arrangement;
    this.places = places;
  }

  /**
   * Works out where `count` particles, from where they are at home now, have the shortest ways to `arrangement`. null
   * where that cannot be had, or a later call came before the answer.
   */
  async match(
    arrangement: Arrangement,
    count: number,
    seed: number,
    colorWeight: number,
  ): Promise<Float32Array<ArrayBuffer> | null> {
    const { tables: previousTables, places: from } = this;
    const tables = flowTables(arrangement.image, arrangement);
    this.ahead = { arrangement, tables };
    this.matcher ??= loadMatcher();
    const loading = this.matcher;
    const matcher = await loading;
    // Disposed of meanwhile.
    if (this.matcher !== loading) return null;
    return matcher.match({ count, seed, tables, previousTables, from, colorWeight });
  }

  dispose(): void {
    // One that could not be loaded has been spoken of.
    this.matcher?.then(
      matcher => matcher.dispose(),
      () => {},
    );
    this.matcher = null;
  }
}

async function loadMatcher(): Promise<TransportMatcher> {
  const { TransportMatcher } = await import('./layouts/transport/TransportMatcher.ts');
  return new TransportMatcher();
}
