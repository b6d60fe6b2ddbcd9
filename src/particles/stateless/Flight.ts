import { Vector3, Vector4 } from 'three';
import { easings } from '../easings.ts';
import type { StepOrders } from '../Simulation.ts';
import { TURNS } from '../shaders/call.glsl.ts';
import type { Departure } from './departures.ts';
import { flightChunk } from './flight.glsl.ts';

const AIR = 3;

/** The moments that a place depends on: seconds since the forming began, since the particles set out; and the release. */
export interface Moment {
  elapsed: number;
  flown: number;
  release: number;
}

/**
 * Where particles are in closed form: the twin of `flight.glsl.ts`, where the formula is explained. It holds what all
 * particles share, and works out single places for a flight that begins where another is under way.
 */
export class Flight {
  /** For whatever draws it: the twin, and its uniforms by name. */
  readonly shader: string = flightChunk;
  readonly uniforms = {
    uElapsed: { value: 0 },
    uBegun: { value: 0 },
    uFlown: { value: 0 },
    uDuration: { value: 1 },
    uEasing: { value: new Vector3(0, 3, -2) },
    uRate: { value: 0 },
    uStream: { value: 0 },
    uDeparture: { value: new Vector4() },
    uDepartureStream: { value: 0 },
    uPoint: { value: new Vector3() },
    uHeading: { value: new Vector3() },
  };
  releaseStagger = 0;

  setOrders({ easing, releaseStagger }: StepOrders): void {
    this.uniforms.uEasing.value.fromArray(easings[easing]);
    this.releaseStagger = releaseStagger;
  }

  depart({ outwards, along, down, round, stream }: Departure, point: Vector3, heading: Vector3): void {
    const { uniforms } = this;
    uniforms.uDeparture.value.set(outwards, along, down, round);
    uniforms.uDepartureStream.value = stream;
    uniforms.uPoint.value.copy(point);
    uniforms.uHeading.value.copy(heading);
  }

  /** How much of its way from where it set out a particle still has before it: 1 to 0. */
  left(turn: number, elapsed: number): number {
    const { uRate, uDuration, uBegun } = this.uniforms;
    const x =
      uRate.value *
      uDuration.value *
      (1 - TURNS) *
      (this.pulled(elapsed, turn) - this.pulled(uBegun.value, turn));
    return (1 + x) * Math.exp(-x);
  }

  /** No particle that set out at `distance` from home, at `speed`, is further from it, unless it was released. */
  bound(distance: number, speed: number, turn: number, { elapsed, flown }: Moment): number {
    // A component of the stream is at most 2.
    const aside = this.reach(turn, flown) * 2 * Math.sqrt(3);
    return this.left(turn, elapsed) * (distance + speed * lasting(flown) + aside);
  }

  /**
   * Offset from home of the particle whose numbers begin at `i` in `position` and `velocity` (where it set out from, as
   * the textures hold it) and `turns`, into `offset`.
   */
  offset(
    position: Float32Array,
    velocity: Float32Array,
    turns: Uint8Array,
    i: number,
    { elapsed, flown, release }: Moment,
    offset: Vector3,
  ): void {
    const { uDeparture, uDepartureStream, uPoint, uHeading } = this.uniforms;
    const turn = turns[i]! / 255;
    const left = this.left(turn, elapsed);
    home.set(position[i + 3]!, velocity[i + 3]!, 0);
    offset
      .fromArray(position, i)
      .addScaledVector(speed.fromArray(velocity, i), lasting(flown))
      .multiplyScalar(left);
    streamAt(place.addVectors(home, offset), flown, stream);
    offset.addScaledVector(stream, this.reach(turn, flown) * left);

    const { releaseStagger } = this;
    const freed = Math.max(0, Math.min(1, (release - turn * releaseStagger) / (1 - releaseStagger)));
    if (freed === 0) return;
    const [outwards, along, down, round] = uDeparture.value.toArray() as [number, number, number, number];
    place.addVectors(home, offset);
    streamAt(place, flown, stream);
    const r = place.sub(uPoint.value);
    const angle = round * freed * freed;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const pace = 0.55 + 0.7 * (turns[i + 2]! / 255);
    const out = outwards * freed * (2 - freed);
    offset.x += c * r.x - s * r.y - r.x + out * (r.x + 0.25 * (turns[i + 1]! / 255 - 0.5));
    offset.y += s * r.x + c * r.y - r.y + out * (r.y + 0.25 * (turns[i + 2]! / 255 - 0.5));
    offset.z += out * (r.z + 0.5 * (turns[i + 3]! / 255 - 0.5));
    offset.addScaledVector(uHeading.value, pace * freed * along);
    offset.y -= pace * freed * freed * down;
    offset.addScaledVector(stream, uDepartureStream.value * freed);
  }

  /** How far streams carry a particle, for each of their speed. */
  private reach(turn: number, flown: number): number {
    const { uStream, uBegun } = this.uniforms;
    const free = 1 - Math.max(0, Math.min(1, this.called(uBegun.value, turn)));
    return uStream.value * free * (1 - Math.exp(-2 * flown));
  }

  private called(seconds: number, turn: number): number {
    return (seconds / this.uniforms.uDuration.value - turn * TURNS) / (1 - TURNS);
  }

  /** Integral of home's hold on a particle over its turn of the forming, and beyond. */
  private pulled(seconds: number, turn: number): number {
    const { x, y, z } = this.uniforms.uEasing.value;
    const called = this.called(seconds, turn);
    const t = Math.max(0, Math.min(1, called));
    return t * t * (x / 2 + t * (y / 3 + (t * z) / 4)) + Math.max(0, called - 1);
  }
}

/** Seconds that a speed lasts which air takes away. */
const lasting = (flown: number): number => (1 - Math.exp(-AIR * flown)) / AIR;

const [home, speed, place, stream] = [new Vector3(), new Vector3(), new Vector3(), new Vector3()];

function streamAt({ x, y, z }: Vector3, seconds: number, into: Vector3): void {
  const [px, py, pz] = [4 * x + 0.7 * seconds, 4 * y + 0.5 * seconds, 4 * z + 0.6 * seconds];
  into.set(Math.sin(pz) + Math.cos(py), Math.sin(px) + Math.cos(pz), Math.sin(py) + Math.cos(px));
}
