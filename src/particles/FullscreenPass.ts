import {
  BufferAttribute,
  BufferGeometry,
  GLSL3,
  type IUniform,
  Mesh,
  NoBlending,
  OrthographicCamera,
  RawShaderMaterial,
  Sphere,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';

const vertexShader = /* glsl */ `
  void main() {
    // One triangle that covers the whole target: (-1,-1), (3,-1), (-1,3).
    gl_Position = vec4(float((gl_VertexID & 1) << 2) - 1.0, float((gl_VertexID & 2) << 1) - 1.0, 0.0, 1.0);
  }
`;

const prefix = /* glsl */ `
  precision highp float;
  precision highp int;
  precision highp sampler2D;
  precision highp sampler3D;
`;

const camera = /* @__PURE__ */ new OrthographicCamera();

/**
 * Runs a fragment shader once for every texel of a render target: the way this library computes on the GPU. Owns
 * its material and geometry; targets and textures belong to the caller. Use it inside an {@link OffscreenBracket}.
 */
export class FullscreenPass<Uniforms extends Record<string, IUniform>> {
  readonly uniforms: Uniforms;
  private readonly mesh: Mesh<BufferGeometry, RawShaderMaterial>;

  constructor(name: string, fragmentShader: string, uniforms: Uniforms) {
    this.uniforms = uniforms;
    const geometry = new BufferGeometry();
    // The shader reads only gl_VertexID; three.js takes the number of vertices from this attribute.
    geometry.setAttribute('position', new BufferAttribute(new Uint8Array(3), 1));
    // Known, so that three.js does not look for it in the vertices.
    geometry.boundingSphere = new Sphere();
    const material = new RawShaderMaterial({
      name,
      glslVersion: GLSL3,
      vertexShader,
      fragmentShader: prefix + fragmentShader,
      uniforms,
      blending: NoBlending,
      depthTest: false,
      depthWrite: false,
    });
    this.mesh = new Mesh(geometry, material);
    this.mesh.frustumCulled = false;
  }

  render(renderer: WebGLRenderer, target: WebGLRenderTarget): void {
    renderer.setRenderTarget(target);
    renderer.render(this.mesh, camera);
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}

/**
 * Brackets off-screen passes: between {@link enter} and {@link leave} render targets may be set and rendered to, and
 * afterwards everything about the renderer that this disturbs is as it was. The game's frame never notices.
 */
export class OffscreenBracket {
  private readonly renderer: WebGLRenderer;
  private target: WebGLRenderTarget | null = null;
  private cubeFace = 0;
  private mipmapLevel = 0;
  private autoClear = true;
  private xrEnabled = false;
  private shadowAutoUpdate = true;

  constructor(renderer: WebGLRenderer) {
    this.renderer = renderer;
  }

  enter(): void {
    const { renderer } = this;
    this.target = renderer.getRenderTarget();
    this.cubeFace = renderer.getActiveCubeFace();
    this.mipmapLevel = renderer.getActiveMipmapLevel();
    this.autoClear = renderer.autoClear;
    this.xrEnabled = renderer.xr.enabled;
    this.shadowAutoUpdate = renderer.shadowMap.autoUpdate;
    renderer.autoClear = false;
    renderer.xr.enabled = false;
    renderer.shadowMap.autoUpdate = false;
  }

  leave(): void {
    const { renderer } = this;
    renderer.autoClear = this.autoClear;
    renderer.xr.enabled = this.xrEnabled;
    renderer.shadowMap.autoUpdate = this.shadowAutoUpdate;
    renderer.setRenderTarget(this.target, this.cubeFace, this.mipmapLevel);
    this.target = null;
  }

  /** Calls `draw` inside the bracket. */
  run(draw: () => void): void {
    this.enter();
    try {
      draw();
    } finally {
      this.leave();
    }
  }
}
