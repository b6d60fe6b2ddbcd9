import type { Object3D } from 'three';
import type { Arrangement } from './Arrangement.ts';
import type { SwarmDrawing } from './drawing/SwarmDrawing.ts';
import type { Field } from './forces/condense.ts';
import type { Counts } from './gpu/ArrivalCount.ts';
import type { Precision } from './gpu/Precision.ts';
import type { Start } from './origins.ts';
import type { StepOrders } from './Simulation.ts';
import type { Stagger } from './shaders/turns.glsl.ts';

/** How the swarm is to be drawn. */
export interface Showing {
  /** From the colours of the last image (0) to those of this one (1). */
  morph: number;
  /** How far particles have been called home, 0 to 1. */
  form: number;
  /** How much it counts to be near home, 0 to 1. */
  nearness: number;
  /** Seconds by which the moment shown lies before the end of the last step. */
  lag: number;
  /** Light of the whole, 0 to 1. */
  presence: number;
  /** How far a dissolving has come, 0 to 1, and the share of it over which particles let go. */
  release: number;
  releaseStagger: number;
  /** Seconds since it began. */
  apart: number;
  /** How brightly particles flare as they let go. */
  flare: number;
}

/**
 * All the particles of one effect, as their owner knows them: it says when to step and how far the forming has come, and
 * need not know whether they are simulated on the GPU or placed in closed form. Lengths are in image heights.
 */
export interface AnySwarm {
  readonly precision: Precision;
  /** Number of particles; {@link resize} changes it. */
  readonly count: number;
  /** The first so many are moved and drawn, as the whole image; {@link resize} and {@link restart} put it back to all. */
  drawn: number;
  readonly drawing: SwarmDrawing;
  /** No streams carry the particles, and none trembles. */
  calm: boolean;
  /** The object that draws the particles; in its own space the image is 1 high. */
  readonly object: Object3D;
  /** What was arranged last; null before the first image. */
  readonly arrangement: Arrangement | null;
  /** Width of the image over its height. */
  readonly aspect: number;
  /** Seconds that the swarm has been simulated for. */
  readonly time: number;

  /**
   * Works out where the particles, from where they are at home now, have the shortest ways to `arrangement`. null where
   * that cannot be had, or a later call came before the answer: then `flow` homes are the next best.
   */
  match(arrangement: Arrangement): Promise<Float32Array<ArrayBuffer> | null>;

  /**
   * Gives every particle its home and its colour in an image and lets it set out from `origin`. It starts to move when
   * {@link step} says so. `morph` says how far the colours have come from those before; they go on from there.
   *
   * @param places of a {@link match}; without them `transport` is `flow`.
   */
  arrange(
    arrangement: Arrangement,
    origin: Start,
    stagger: Stagger,
    morph: number,
    places?: Float32Array<ArrayBuffer> | null,
  ): void;

  /** The next image of a series, or another way to show the same: homes and colours change, and nobody's turn does. */
  follow(arrangement: Arrangement): void;

  /** Puts the particles in the order in which they let go. */
  orderRelease(dissolve: StepOrders['dissolve']): void;

  /**
   * What a critic wants of the image: where the field is above 0 particles come forward, warm and brighter, below 0 they
   * sink, cold and dimmer; null: nothing. It acts while {@link StepOrders.stands}, and fades in and out.
   */
  press(field: Field | null): void;

  /** Changes the number of particles. Those that stay keep their place and speed; in `flow` home and colours, too. */
  resize(count: number): void;

  /** Starts again from the seed, with the homes of the last image. */
  restart(origin: Start): void;

  beginSteps(): void;
  /** One simulation step. Call it between {@link beginSteps} and {@link endSteps}. */
  step(orders: StepOrders): void;
  endSteps(): void;

  /** Lets the time of `steps` pass by in which a {@link step} would change nothing. */
  rest(steps: number): void;

  /** Makes the drawing show the particles. */
  show(showing: Showing): void;

  /**
   * Begins to count how many of the particles drawn are within `tolerance` image heights of home, and how many the last
   * step has changed. What was being counted is forgotten.
   */
  beginCount(tolerance: number): void;

  /** What was counted, once and without a stall, some frames later if need be; until then null. */
  takeCount(): Counts | null;

  dispose(): void;
}
