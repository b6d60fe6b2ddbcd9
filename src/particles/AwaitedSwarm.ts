import type { Object3D } from 'three';
import type { AnySwarm } from './AnySwarm.ts';
import type { Arrangement } from './Arrangement.ts';
import { SwarmDrawing } from './drawing/SwarmDrawing.ts';
import type { Counts } from './gpu/ArrivalCount.ts';
import type { SwarmParameters } from './parameters/index.ts';

/** Stands in for a swarm whose code is being loaded: it keeps what it is told to show, and shows nothing. */
export class AwaitedSwarm implements AnySwarm {
  readonly precision = 'stateless';
  readonly drawing: SwarmDrawing;
  readonly time = 0;
  /** Resolves when the swarm itself can be created. */
  readonly loaded: Promise<void>;
  /** Why it never can. */
  failure: Error | null = null;
  count: number;
  drawn: number;
  calm = false;
  arrangement: Arrangement | null = null;

  constructor(count: number, parameters: SwarmParameters, loaded: Promise<void>) {
    this.count = this.drawn = count;
    this.drawing = new SwarmDrawing(parameters);
    this.loaded = loaded;
  }

  get object(): Object3D {
    return this.drawing.object;
  }

  get aspect(): number {
    const { image } = this.arrangement ?? {};
    return image ? image.width / image.height : 1;
  }

  match(): Promise<null> {
    return Promise.resolve(null);
  }

  arrange(arrangement: Arrangement): void {
    this.arrangement = arrangement;
  }

  follow(arrangement: Arrangement): void {
    this.arrangement = arrangement;
  }

  resize(count: number): void {
    this.count = this.drawn = count;
  }

  takeCount(): Counts | null {
    return null;
  }

  orderRelease(): void {}
  press(): void {}
  beginCount(): void {}
  restart(): void {}
  beginSteps(): void {}
  step(): void {}
  endSteps(): void {}
  rest(): void {}
  show(): void {}

  dispose(): void {
    this.drawing.dispose();
  }
}
