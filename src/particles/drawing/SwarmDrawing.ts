import {
  Box3,
  BufferGeometry,
  type Camera,
  Group,
  InstancedBufferGeometry,
  Mesh,
  Points,
  Sphere,
  Vector3,
  type WebGLRenderer,
} from 'three';
import type { Showing } from '../AnySwarm.ts';
import type { Critique } from '../forces/Critique.ts';
import type { GpuTimer } from '../gpu/GpuTimer.ts';
import type { Primitive } from '../gpu/probePrimitive.ts';
import type { SwarmParameters } from '../parameters/index.ts';
import type { Flight } from '../stateless/Flight.ts';
import type { ParticleTextures } from './ParticleTextures.ts';
import { quad } from './quad.ts';
import { SwarmMaterial } from './SwarmMaterial.ts';

/** How far particles stray from the image while streams and wind carry them and a leash holds them, in image heights. */
const FLIGHT = 3;
/** How fast they leave an image that comes apart, in image heights/s, or widths of a wide one. */
const FASTEST = 3;

type Drawn = Mesh<BufferGeometry, SwarmMaterial> | Points<BufferGeometry, SwarmMaterial>;

/**
 * The swarm as three.js draws it: one `THREE.Points`, or one instanced quad, whose vertices look themselves up in the
 * state textures. In its own space the image is 1 high. Owns geometries and materials, borrows the textures.
 */
export class SwarmDrawing {
  readonly object: Group = new Group();
  /** How many particles are drawn: the first so many, which form the whole image. Set it with every change of their number. */
  count = 0;
  /** None trembles. */
  calm = false;
  /** What particles are drawn with where that is left to the device. */
  faster: Primitive = 'points';
  /** Some camera has drawn it. Whoever wants to know sets it back. */
  seen = false;
  /** Measures what the swarm costs the GPU, where that is asked for. */
  timer: GpuTimer | null = null;
  private readonly parameters: SwarmParameters;
  private readonly critique: Critique | null;
  private readonly flight: Flight | null;
  /** Holds the image, the cloud that it comes from and a burst, so that no particle in view is ever culled. */
  private readonly bounds = new Sphere(new Vector3(), FLIGHT);
  private readonly box = new Box3();
  private drawn: Drawn | null = null;
  private present = true;
  /** It has been drawn once. */
  private compiled = false;

  /**
   * Borrows the critique.
   * @param flight of particles that have no state but are placed in closed form.
   */
  constructor(parameters: SwarmParameters, critique: Critique | null = null, flight: Flight | null = null) {
    this.parameters = parameters;
    this.critique = critique;
    this.flight = flight;
    this.object.name = 'GenesisParticles.swarm';
  }

  show(textures: ParticleTextures, showing: Showing, share: number, time: number, aspect: number): void {
    const { parameters, object } = this;
    const count = Math.min(this.count, textures.count);
    const { primitive } = parameters;
    const drawn = this.choose((primitive === 'auto' ? this.faster : primitive) === 'quads');
    this.present = showing.presence > 0;
    if (drawn.geometry instanceof InstancedBufferGeometry)
      drawn.geometry.instanceCount = this.present ? count : 0;
    else drawn.geometry.setDrawRange(0, this.present ? count : 0);
    const spacing = Math.sqrt(aspect / count);
    // Where fewer than all are drawn they are larger, so that they cover the same.
    const fixed = (parameters.worldSize / object.scale.y) * Math.sqrt(textures.count / count);
    const diameter = parameters.worldSize > 0 ? fixed : parameters.particleSize * spacing;
    drawn.material.show(textures, parameters, showing, share, time, diameter, aspect / count);
    if (this.critique) drawn.material.showCritique(this.critique, parameters, aspect);
    if (this.calm) drawn.material.uniforms.uShimmer.value = 0;
    this.bounds.radius = FLIGHT + 0.5 * Math.hypot(aspect, 1) + FASTEST * Math.max(1, aspect) * showing.apart;
    this.bounds.getBoundingBox(this.box);
    // three.js compiles with the first frame. That is better drawn, without particles, before there is something to see.
    object.visible = this.present || !this.compiled;
    drawn.frustumCulled = this.compiled;
    drawn.renderOrder = object.renderOrder;
  }

  dispose(): void {
    this.drawn?.geometry.dispose();
    this.drawn?.material.dispose();
  }

  private choose(quads: boolean): Drawn {
    return this.drawn && quads === this.drawn instanceof Mesh ? this.drawn : this.make(quads);
  }

  private make(quads: boolean): Drawn {
    this.dispose();
    this.object.clear();
    this.compiled = false;
    const material = new SwarmMaterial(quads, this.flight);
    const drawn: Drawn = quads ? new Mesh(quad(), material) : new Points(new BufferGeometry(), material);
    drawn.geometry.boundingSphere = this.bounds;
    drawn.geometry.boundingBox = this.box;
    drawn.onBeforeRender = (renderer: WebGLRenderer, _scene: unknown, camera: Camera) => {
      this.seen = true;
      material.prepare(renderer, camera);
      this.timer?.begin();
    };
    drawn.onAfterRender = () => {
      this.timer?.end();
      this.compiled = drawn.frustumCulled = true;
      this.object.visible = this.present;
    };
    // Particles are not picked: three.js would look for their places in attributes that they do not have.
    drawn.raycast = () => {};
    drawn.layers = this.object.layers;
    this.object.add(drawn);
    this.drawn = drawn;
    return drawn;
  }
}
