import * as THREE from 'three';
import System, {
  BoxZone,
  Emitter,
  Force,
  GPURenderer,
  Life,
  Mass,
  Position,
  Radius,
  Rate,
  Span,
} from 'three-nebula';
import type { PeerSwarm } from './PeerSwarm.ts';

/**
 * three-nebula as its own page says: a system, an emitter that emits once, its faster renderer (all particles in one
 * draw call), and a single force.
 */
export class Nebula implements PeerSwarm {
  readonly scene = new THREE.Scene();
  private readonly force = new Force(0, 0, 0);
  private readonly emitter = new Emitter();
  private readonly system = new System();

  constructor(count: number) {
    this.emitter
      .setRate(new Rate(new Span(count), new Span(0.01)))
      .setInitializers([
        new Position(new BoxZone(0, 0, 0, 1, 1, 0.1)),
        new Mass(1),
        new Radius(0.004),
        new Life(Number.POSITIVE_INFINITY),
      ])
      .setBehaviours([this.force])
      .emit()
      // After emit, which would make it endless; said to emit itself, it would end the emitter's life as well.
      .setTotalEmitTimes(1);
    this.system.addEmitter(this.emitter).addRenderer(
      new GPURenderer(this.scene, THREE, {
        maxParticles: count,
        blending: 'AdditiveBlending',
        depthWrite: false,
      }),
    );
  }

  get alive(): number {
    return this.system.getCount();
  }

  update(deltaSeconds: number, wave: number): void {
    this.force.reset(0.001 * Math.cos(wave), 0.001 * wave, 0);
    void this.system.update(deltaSeconds);
  }

  dispose(): void {
    this.system.destroy();
  }
}
