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

/** What draws a pass: one mesh for all passes of a renderer that run the same shader, however many effects there are. */
interface Drawing {
  readonly mesh: Mesh<BufferGeometry, RawShaderMaterial>;
  users: number;
}

const drawings = /* @__PURE__ */ new WeakMap<WebGLRenderer, Map<string, Drawing>>();

/**
 * Runs a fragment shader once for every texel of a render target: the way this library computes on the GPU. Shares
 * material and geometry with its like, and lets go of them in the end; targets and textures belong to the caller. Use it
 * with one renderer, inside an {@link OffscreenBracket}.
 */
export class FullscreenPass<Uniforms extends Record<string, IUniform>> {
  readonly uniforms: Uniforms;
  private readonly name: string;
  private readonly fragmentShader: string;
  /** Those that the shader asks for: this pass's own, and in the same order those of what draws it. */
  private readonly own: readonly IUniform[];
  private shared: readonly IUniform[] = [];
  private readonly uniformNames: readonly string[];
  private drawing: Drawing | null = null;
  private release = (): void => {};

  constructor(name: string, fragmentShader: string, uniforms: Uniforms) {
    this.name = name;
    this.fragmentShader = fragmentShader;
    this.uniforms = uniforms;
    this.uniformNames = Object.keys(uniforms).filter(uniform => fragmentShader.includes(uniform));
    this.own = this.uniformNames.map(uniform => uniforms[uniform]!);
  }

  render(renderer: WebGLRenderer, target: WebGLRenderTarget): void {
    this.drawing ??= this.acquire(renderer);
    const { mesh } = this.drawing;
    const { own, shared } = this;
    for (let index = 0; index < own.length; index++) shared[index]!.value = own[index]!.value;
    renderer.setRenderTarget(target);
    renderer.render(mesh, camera);
  }

  dispose(): void {
    this.release();
    this.drawing = null;
    this.release = () => {};
  }

  private acquire(renderer: WebGLRenderer): Drawing {
    const { name, fragmentShader, uniformNames } = this;
    const known = drawings.get(renderer) ?? new Map<string, Drawing>();
    drawings.set(renderer, known);
    const drawing = known.get(fragmentShader) ?? {
      mesh: meshOf(name, fragmentShader, uniformNames),
      users: 0,
    };
    known.set(fragmentShader, drawing);
    drawing.users++;
    this.shared = uniformNames.map(uniform => drawing.mesh.material.uniforms[uniform]!);
    this.release = () => {
      if (--drawing.users > 0) return;
      known.delete(fragmentShader);
      drawing.mesh.geometry.dispose();
      drawing.mesh.material.dispose();
    };
    return drawing;
  }
}

function meshOf(
  name: string,
  fragmentShader: string,
  uniformNames: readonly string[],
): Mesh<BufferGeometry, RawShaderMaterial> {
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
    uniforms: Object.fromEntries(uniformNames.map(uniform => [uniform, { value: null }])),
    blending: NoBlending,
    depthTest: false,
    depthWrite: false,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  mesh.matrixAutoUpdate = mesh.matrixWorldAutoUpdate = false;
  return mesh;
}
