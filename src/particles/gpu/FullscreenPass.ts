import {
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
import { flatUniforms } from './flatUniforms.ts';

const vertexShader = (declare: string, assign: string): string => /* glsl */ `
  ${declare}
  void main() {
    ${assign}
    // One triangle that covers the whole target: (-1,-1), (3,-1), (-1,3).
    gl_Position = vec4(float((gl_VertexID & 1) << 2) - 1.0, float((gl_VertexID & 2) << 1) - 1.0, 0.0, 1.0);
  }
`;

const prefix = /* glsl */ `
  precision highp float;
  precision highp int;
  precision highp sampler2D;
`;

/** three.js asks for one. Nothing is where it says, so nothing is to be worked out for it, nor for the triangle. */
const camera = /* @__PURE__ */ Object.assign(/* @__PURE__ */ new OrthographicCamera(), {
  matrixAutoUpdate: false,
  matrixWorldAutoUpdate: false,
});

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
    // The shader reads only gl_VertexID: three vertices without attributes.
    geometry.setDrawRange(0, 3);
    // Known, so that three.js does not look for it in the vertices.
    geometry.boundingSphere = new Sphere();
    const { declare, assign, fragment } = flatUniforms(fragmentShader);
    const material = new RawShaderMaterial({
      name,
      glslVersion: GLSL3,
      vertexShader: prefix + vertexShader(declare, assign),
      fragmentShader: prefix + fragment,
      uniforms,
      blending: NoBlending,
      depthTest: false,
      depthWrite: false,
    });
    this.mesh = new Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.matrixAutoUpdate = this.mesh.matrixWorldAutoUpdate = false;
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
