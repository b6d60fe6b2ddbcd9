import {
  AdditiveBlending,
  Box3,
  BufferAttribute,
  BufferGeometry,
  type Camera,
  Color,
  ColorManagement,
  NoToneMapping,
  Points,
  ShaderMaterial,
  Sphere,
  SRGBTransfer,
  type Texture,
  Vector3,
  Vector4,
  type WebGLRenderer,
} from 'three';
import type { SwarmParameters } from './parameters.ts';
import type { StateTarget } from './StateTarget.ts';
import { drawFragmentShader, drawVertexShader } from './shaders/draw.glsl.ts';

/** How far particles stray from the image, in image heights. */
const FLIGHT = 2;

const viewport = /* @__PURE__ */ new Vector4();

/**
 * The swarm as three.js draws it: one `THREE.Points` whose vertices look themselves up in the state textures. In
 * its own space the image is 1 high. Owns geometry and material, borrows the textures.
 */
export class SwarmPoints extends Points<BufferGeometry, ShaderMaterial> {
  private readonly uniforms = {
    uPosition: { value: null as Texture | null },
    uVelocity: { value: null as Texture | null },
    uColor: { value: null as Texture | null },
    uPreviousColor: { value: null as Texture | null },
    uWidth: { value: 0 },
    uSeed: { value: 0 },
    uMorph: { value: 0 },
    uLag: { value: 0 },
    uTime: { value: 0 },
    uShimmer: { value: 0 },
    uDiameter: { value: 0 },
    uLight: { value: 0 },
    uPixels: { value: 0 },
    uToneMapping: { value: NoToneMapping as number },
    uEncode: { value: false },
    uBrightness: { value: 0 },
    uTint: { value: 0 },
    uCold: { value: new Color() },
    uWarm: { value: new Color() },
  };

  /** Holds the image, the cloud that it comes from and a burst, so that no particle in view is ever culled. */
  private readonly bounds = new Sphere(new Vector3(), FLIGHT);

  private readonly box = new Box3();
  private cold = '';
  private warm = '';

  constructor(seed: number) {
    super(new BufferGeometry());
    this.name = 'GenesisParticles.swarm';
    this.material = new ShaderMaterial({
      name: 'SwarmPoints',
      uniforms: this.uniforms,
      vertexShader: drawVertexShader,
      fragmentShader: drawFragmentShader,
      blending: AdditiveBlending,
      transparent: true,
      depthWrite: false,
      premultipliedAlpha: true,
    });
    this.uniforms.uSeed.value = seed;
  }

  /** Draws `count` particles from textures `width` texels wide. */
  setCount(count: number, width: number): void {
    this.geometry.dispose();
    this.geometry = new BufferGeometry();
    // Never read: three.js takes the number of points from this attribute, one byte a particle.
    this.geometry.setAttribute('position', new BufferAttribute(new Uint8Array(count), 1));
    this.geometry.boundingSphere = this.bounds;
    this.geometry.boundingBox = this.box;
    this.uniforms.uWidth.value = width;
  }

  /** Everything that may change from frame to frame. Allocates nothing. */
  show(
    state: StateTarget,
    colors: { current: StateTarget; previous: StateTarget },
    parameters: SwarmParameters,
    morph: number,
    lag: number,
    time: number,
    aspect: number,
    presence: number,
  ): void {
    const { uniforms } = this;
    const count = this.geometry.getAttribute('position').count;
    uniforms.uPosition.value = state.first;
    uniforms.uVelocity.value = state.second;
    uniforms.uColor.value = colors.current.second;
    uniforms.uPreviousColor.value = colors.previous.second;
    uniforms.uMorph.value = morph;
    uniforms.uLag.value = lag;
    uniforms.uTime.value = time;
    uniforms.uShimmer.value = parameters.shimmer;
    uniforms.uDiameter.value = parameters.particleSize * Math.sqrt(aspect / count);
    uniforms.uLight.value = aspect / count;
    uniforms.uBrightness.value = parameters.brightness * presence;
    uniforms.uTint.value = parameters.tint;
    this.setColors(parameters.cold, parameters.warm);
    this.bounds.radius = FLIGHT + 0.5 * Math.hypot(aspect, 1);
    this.bounds.getBoundingBox(this.box);
    this.visible = presence > 0;
  }

  /** Each camera, eye and render target has its own height in pixels and its own way to store light. */
  override onBeforeRender = (renderer: WebGLRenderer, _scene: unknown, camera: Camera): void => {
    const { uniforms } = this;
    const target = renderer.getRenderTarget();
    const toScreen = target === null || (target as { isXRRenderTarget?: boolean }).isXRRenderTarget === true;
    const height = target ? target.viewport.w : renderer.getCurrentViewport(viewport).w;
    const colorSpace = target ? target.texture.colorSpace : renderer.outputColorSpace;
    uniforms.uPixels.value = 0.5 * height * Math.abs(camera.projectionMatrix.elements[5]!);
    uniforms.uToneMapping.value = toScreen ? renderer.toneMapping : NoToneMapping;
    uniforms.uEncode.value = toScreen && ColorManagement.getTransfer(colorSpace) === SRGBTransfer;
    this.material.uniformsNeedUpdate = true;
  };

  /** Particles are not picked: three.js would take their unused attribute for their places. */
  override raycast(): void {}

  /** Reading a colour from its text allocates, so it is done only when the text has changed. */
  private setColors(cold: string, warm: string): void {
    if (cold !== this.cold) this.uniforms.uCold.value.set(cold);
    if (warm !== this.warm) this.uniforms.uWarm.value.set(warm);
    this.cold = cold;
    this.warm = warm;
  }

  override dispose(): void {
    this.geometry.dispose();
    this.material.dispose();
  }
}
