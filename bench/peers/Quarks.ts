import { AdditiveBlending, MeshBasicMaterial, Scene } from 'three';
import {
  ApplyForce,
  BatchedRenderer,
  ConstantValue,
  ParticleSystem,
  RenderMode,
  SphereEmitter,
  Vector3,
} from 'three.quarks';
import type { PeerSwarm } from './PeerSwarm.ts';

/** More than any run takes: nobody dies, and nobody is born again. */
const FOREVER = 1e6;

/** three.quarks as its own page says: one system in a batched renderer; a burst, billboards, and a single force. */
export class Quarks implements PeerSwarm {
  readonly scene = new Scene();
  private readonly batches = new BatchedRenderer();
  private readonly force = new ApplyForce(new Vector3(0, 1, 0), new ConstantValue(0));
  private readonly system: ParticleSystem;

  constructor(count: number) {
    this.system = new ParticleSystem({
      duration: FOREVER,
      looping: false,
      shape: new SphereEmitter({ radius: 0.5, thickness: 1, arc: 2 * Math.PI }),
      startLife: new ConstantValue(FOREVER),
      startSpeed: new ConstantValue(0),
      startSize: new ConstantValue(0.004),
      emissionOverTime: new ConstantValue(0),
      emissionBursts: [{ time: 0, count: new ConstantValue(count), cycle: 1, interval: 1, probability: 1 }],
      material: new MeshBasicMaterial({ blending: AdditiveBlending, transparent: true, depthWrite: false }),
      renderMode: RenderMode.BillBoard,
      behaviors: [this.force],
    });
    this.batches.addSystem(this.system);
    this.scene.add(this.system.emitter, this.batches);
  }

  get alive(): number {
    return this.system.particleNum;
  }

  /** `wave`, from -1 to 1, is what the live parameters follow. */
  update(deltaSeconds: number, wave: number): void {
    this.force.magnitude = new ConstantValue(0.1 * wave);
    this.force.direction.set(Math.cos(wave), Math.sin(wave), 0);
    this.batches.update(deltaSeconds);
  }

  dispose(): void {
    this.system.dispose();
  }
}
