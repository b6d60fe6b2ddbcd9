import {
  AdditiveBlending,
  BufferGeometry,
  GLSL3,
  Mesh,
  type Object3D,
  OrthographicCamera,
  Points,
  RawShaderMaterial,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import { quad } from '../drawing/quad.ts';
import { OffscreenBracket } from './OffscreenBracket.ts';

/** What the GPU draws a particle with. */
export type Primitive = 'points' | 'quads';

/** With fewer particles either is cheap, and a probe not worth its time. */
const WORTH = 16_384;
/** Particles in a draw call of the probe: to begin with, and to race. */
const FEW = 64;
const MANY = 4096;
/** A race takes so long that a coarse clock can tell who won. */
const MILLISECONDS = 4;
const MOST_DRAWS = 64;
/** Share of the points' time that quads have to stay within. */
const MARGIN = 0.9;

/** three.js gives itself other `properties` when a lost context is restored: what is known of the device dies with them. */
const known = new WeakMap<WebGLRenderer['properties'], Primitive>();

/**
 * What this device draws `count` particles faster with: it differs by a factor of two, either way, from one GPU to the
 * next. Found out by drawing, once for each context, which takes some tens of milliseconds and a few synchronous
 * read-backs.
 */
export function probePrimitive(renderer: WebGLRenderer, count: number): Primitive {
  if (count < WORTH) return 'points';
  let primitive = known.get(renderer.properties);
  if (!primitive) {
    const race = new Race(renderer);
    primitive = race.run();
    race.dispose();
    known.set(renderer.properties, primitive);
  }
  return primitive;
}

/** Small soft discs, as many points and as many quads, all over a small target. */
class Race {
  private readonly renderer: WebGLRenderer;
  private readonly bracket: OffscreenBracket;
  private readonly target = new WebGLRenderTarget(64, 64, { depthBuffer: false });
  private readonly points = new Points(new BufferGeometry(), discs(false));
  private readonly quads = new Mesh(quad(), discs(true));
  private readonly camera = new OrthographicCamera();
  private readonly pixel = new Uint8Array(4);

  constructor(renderer: WebGLRenderer) {
    this.renderer = renderer;
    this.bracket = new OffscreenBracket(renderer);
    this.points.frustumCulled = this.quads.frustumCulled = false;
  }

  run(): Primitive {
    const { bracket, points, quads } = this;
    bracket.enter();
    try {
      this.renderer.setRenderTarget(this.target);
      this.setCount(FEW);
      // Programs are compiled when they are first used.
      for (const drawn of [points, quads]) this.time(drawn, 1);
      // Without a GPU every instance is a draw call of its own: no need to wait for thousands.
      if (this.time(quads, 1) > 1 + 8 * this.time(points, 1)) return 'points';
      this.setCount(MANY);
      let draws = 1;
      while (draws < MOST_DRAWS && this.time(points, draws) < MILLISECONDS) draws *= 2;
      const times = [0, 1, 2].map(() => [this.time(points, draws), this.time(quads, draws)] as const);
      const best = (side: 0 | 1): number => Math.min(...times.map(pair => pair[side]));
      return best(1) < MARGIN * best(0) ? 'quads' : 'points';
    } finally {
      bracket.leave();
    }
  }

  dispose(): void {
    const { target, points, quads } = this;
    for (const owned of [target, points.geometry, points.material, quads.geometry, quads.material])
      owned.dispose();
  }

  private setCount(count: number): void {
    this.points.geometry.setDrawRange(0, count);
    this.quads.geometry.instanceCount = count;
  }

  /** Milliseconds until the GPU has drawn it so many times. */
  private time(drawn: Object3D, draws: number): number {
    const start = performance.now();
    for (let draw = 0; draw < draws; draw++) this.renderer.render(drawn, this.camera);
    this.renderer.readRenderTargetPixels(this.target, 0, 0, 1, 1, this.pixel);
    return performance.now() - start;
  }
}

const discs = (quads: boolean): RawShaderMaterial =>
  new RawShaderMaterial({
    name: 'Race',
    glslVersion: GLSL3,
    vertexShader: /* glsl */ `
      out vec2 point;

      void main() {
        int particle = ${quads ? 'gl_InstanceID' : 'gl_VertexID'};
        gl_Position = vec4(fract(float(particle) * vec2(0.7549, 0.5698)) * 2.0 - 1.0, 0.0, 1.0);
        ${
          quads
            ? 'point = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0; gl_Position.xy += point * (6.0 / 64.0);'
            : 'gl_PointSize = 6.0;'
        }
      }
    `,
    fragmentShader: /* glsl */ `
      precision highp float;
      in vec2 point;
      out vec4 light;

      void main() {
        vec2 p = ${quads ? 'point' : 'gl_PointCoord * 2.0 - 1.0'};
        light = vec4(max(0.0, 1.0 - dot(p, p)));
      }
    `,
    blending: AdditiveBlending,
    depthTest: false,
    depthWrite: false,
  });
