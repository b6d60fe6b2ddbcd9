/** What the page and the worker that matches say to each other. */
import type { LightTables } from '../flowHomes.ts';
import type { FlowTables } from '../flowTables.ts';

/** What of an image the matching looks at: where its light is and, if colours count, which. */
export type MatchTables = LightTables & Partial<Pick<FlowTables, 'colors'>>;

/** Which particles are to be matched, and to what. */
export interface MatchRequest {
  /** Number of particles, at least 1. */
  readonly count: number;
  /** Of the particles' low-discrepancy points; a whole number. */
  readonly seed: number;
  /** Of the image to come. Its samples are the `flow` homes of the low-discrepancy points. */
  readonly tables: MatchTables;
  /** Of the image that the particles come from, if they come from one. */
  readonly previousTables?: MatchTables | null;
  /**
   * Where the particles are at home now: `count` xy pairs in image heights. null, the default: at their `flow` homes
   * in the previous image or, without one, evenly in the square.
   */
  readonly from?: Float32Array | null;
  /**
   * How far apart two particles count as being that differ by the whole of one colour channel, in image heights: with
   * more than 0, the default, particles rather go where their colour is wanted. Colours are the linear ones that
   * particles carry, of value 1. Asks for a previous image, and for the colours of both.
   */
  readonly colorWeight?: number;
}

/** Page to worker. */
export interface MatchCall extends MatchRequest {
  readonly id: number;
}

/** Worker to page: the new home of each particle, or what went wrong. */
export type MatchAnswer =
  | { readonly id: number; readonly homes: Float32Array<ArrayBuffer> }
  | { readonly id: number; readonly error: Error };
