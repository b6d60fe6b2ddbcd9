import { AdditiveBlending, BufferAttribute, BufferGeometry, Points, ShaderMaterial, Sphere } from 'three';

const vertexShader = /* glsl */ `
  attribute vec3 light;
  attribute float size;
  uniform float uPixels;    // of a thing 1 high at distance 1

  varying vec3 vLight;

  void main() {
    gl_Position = projectionMatrix * (modelViewMatrix * vec4(position, 1.0));
    gl_PointSize = max(uPixels * size / gl_Position.w, 3.0);
    vLight = light;
  }
`;

/** The disc is that of the swarm's soft sprite. */
const fragmentShader = /* glsl */ `
  varying vec3 vLight;

  void main() {
    vec2 p = gl_PointCoord * 2.0 - 1.0;
    float rim = max(0.0, 1.0 - dot(p, p));
    float halo = rim * rim;
    gl_FragColor = vec4(vLight * (0.35 * halo + 0.65 * halo * halo * halo), 0.0);
  }
`;

/** Bare `THREE.Points`: places, lights and sizes as attributes, and nothing that moves. */
export class BarePoints extends Points<BufferGeometry, ShaderMaterial> {
  constructor(positions: Float32Array, lights: Float32Array, sizes: Float32Array, pixels: number) {
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(positions, 3));
    geometry.setAttribute('light', new BufferAttribute(lights, 3));
    geometry.setAttribute('size', new BufferAttribute(sizes, 1));
    geometry.boundingSphere = new Sphere(undefined, 2);
    super(
      geometry,
      new ShaderMaterial({
        vertexShader,
        fragmentShader,
        uniforms: { uPixels: { value: pixels } },
        blending: AdditiveBlending,
        premultipliedAlpha: true,
        transparent: true,
        depthWrite: false,
      }),
    );
  }

  override dispose(): void {
    this.geometry.dispose();
    this.material.dispose();
  }
}
