import {
  AdditiveBlending,
  type Camera,
  Color,
  NoBlending,
  NormalBlending,
  ShaderMaterial,
  type Texture,
  UniformsLib,
  UniformsUtils,
  UnsignedByteType,
  Vector2,
  Vector4,
  type WebGLProgramParametersWithUniforms,
  type WebGLRenderer,
} from 'three';
import type { Showing } from '../AnySwarm.ts';
import type { Critique } from '../forces/Critique.ts';
import { type SwarmParameters, swarmParameters } from '../parameters/index.ts';
import type { Flight } from '../stateless/Flight.ts';
import { displayDefines } from './display.glsl.ts';
import { drawFragmentShader, drawVertexShader, spriteCoverage, spriteProfile } from './draw.glsl.ts';
import type { ParticleTextures } from './ParticleTextures.ts';

const viewport = /* @__PURE__ */ new Vector4();

const blendings = { additive: AdditiveBlending, alpha: NormalBlending, opaque: NoBlending } as const;

/** Draws the particles of a swarm, as points or as quads. Borrows the textures. */
export class SwarmMaterial extends ShaderMaterial {
  override readonly uniforms = {
    ...(UniformsUtils.clone(UniformsLib.fog) as typeof UniformsLib.fog),
    uPosition: { value: null as Texture | null },
    uVelocity: { value: null as Texture | null },
    uColor: { value: null as Texture | null },
    uPreviousColor: { value: null as Texture | null },
    uTurn: { value: null as Texture | null },
    uWidth: { value: 0 },
    uShare: { value: 1 },
    uMorph: { value: 1 },
    uForm: { value: 0 },
    uNearness: { value: 1 },
    uRelease: { value: 0 },
    uReleaseStagger: { value: 0 },
    uFlare: { value: 0 },
    uPresence: { value: 1 },
    uLag: { value: 0 },
    uTime: { value: 0 },
    uShimmer: { value: 0 },
    uThickness: { value: 0 },
    uRelief: { value: 0 },
    uDiameter: { value: 0 },
    uMinPixels: { value: 0 },
    uMaxPixels: { value: 0 },
    uEmbers: { value: 0 },
    uLight: { value: 0 },
    uPixels: { value: 0 },
    uViewport: { value: new Vector2() },
    uGrain: { value: 0 },
    uBrightness: { value: 0 },
    uFlightLight: { value: 1 },
    uTint: { value: 0 },
    uTintBy: { value: 0 },
    uCold: { value: new Color() },
    uWarm: { value: new Color() },
    uCritique: { value: null as Texture | null },
    uCritiqueBlend: { value: 0 },
    uCritiquePush: { value: 0 },
    uCritiqueTint: { value: 0 },
    uAspect: { value: 1 },
  };
  private cold = '';
  private warm = '';
  private sprite = '';
  private blended = '';
  private judged = false;

  constructor(quads: boolean, flight: Flight | null) {
    super({
      name: quads ? 'SwarmMaterial.quads' : 'SwarmMaterial.points',
      vertexShader: drawVertexShader(flight?.shader ?? ''),
      premultipliedAlpha: true,
      fog: true,
      defines: { ...(quads && { QUADS: '' }), ...(flight && { STATELESS: '' }) },
    });
    Object.assign(this.uniforms, flight?.uniforms);
  }

  /** Everything that may change from frame to frame. Allocates nothing. */
  show(
    textures: ParticleTextures,
    parameters: SwarmParameters,
    showing: Showing,
    share: number,
    time: number,
    diameter: number,
    light: number,
  ): void {
    const { uniforms } = this;
    uniforms.uPosition.value = textures.position;
    uniforms.uVelocity.value = textures.velocity;
    uniforms.uColor.value = textures.color;
    uniforms.uPreviousColor.value = textures.previousColor;
    uniforms.uTurn.value = textures.turn;
    uniforms.uWidth.value = textures.width;
    uniforms.uShare.value = share;
    uniforms.uMorph.value = showing.morph;
    uniforms.uForm.value = showing.form;
    uniforms.uNearness.value = showing.nearness;
    uniforms.uRelease.value = showing.release;
    uniforms.uReleaseStagger.value = showing.releaseStagger;
    uniforms.uFlare.value = showing.flare;
    uniforms.uPresence.value = showing.presence;
    uniforms.uLag.value = showing.lag;
    uniforms.uTime.value = time;
    uniforms.uShimmer.value = parameters.shimmer;
    uniforms.uThickness.value = parameters.thickness;
    uniforms.uRelief.value = parameters.relief;
    uniforms.uDiameter.value = diameter;
    uniforms.uMinPixels.value = parameters.minPixels;
    uniforms.uMaxPixels.value = parameters.maxPixels;
    uniforms.uEmbers.value = parameters.embers;
    uniforms.uLight.value = light;
    uniforms.uBrightness.value = parameters.brightness;
    uniforms.uFlightLight.value = parameters.flightLight;
    uniforms.uTint.value = parameters.tint;
    uniforms.uTintBy.value = swarmParameters.tintBy.options.indexOf(parameters.tintBy);
    this.setColors(parameters.cold, parameters.warm);
    this.setLook(parameters);
  }

  /** Likewise, of what a critic wants. While it wants nothing the program knows nothing of it. */
  showCritique(critique: Critique, { critiquePush, critiqueTint }: SwarmParameters, aspect: number): void {
    const { uniforms } = this;
    uniforms.uCritique.value = critique.texture;
    uniforms.uCritiqueBlend.value = critique.blend;
    uniforms.uCritiquePush.value = critiquePush * critique.hold;
    uniforms.uCritiqueTint.value = critiqueTint * critique.hold;
    uniforms.uAspect.value = aspect;
    if (critique.acts === this.judged) return;
    this.judged = critique.acts;
    if (this.judged) this.defines.CRITIQUE = '';
    else delete this.defines.CRITIQUE;
    this.needsUpdate = true;
  }

  /** three.js knows what the target shows and stores; its own tone mapping is for fragments, which would be too late. */
  override onBeforeCompile(parameters: WebGLProgramParametersWithUniforms): void {
    const { toneMapping, outputColorSpace } = parameters;
    parameters.vertexShader = displayDefines(toneMapping, outputColorSpace) + parameters.vertexShader;
  }

  /** Each camera, eye and render target has its own height in pixels and its own steps of light. */
  prepare(renderer: WebGLRenderer, camera: Camera): void {
    const { uniforms } = this;
    const target = renderer.getRenderTarget();
    renderer.getCurrentViewport(viewport);
    uniforms.uViewport.value.set(viewport.z, viewport.w);
    uniforms.uPixels.value = 0.5 * viewport.w * Math.abs(camera.projectionMatrix.elements[5]!);
    uniforms.uGrain.value = !target || target.texture.type === UnsignedByteType ? 1 / 255 : 0;
    this.uniformsNeedUpdate = true;
  }

  /** Reading a colour from its text allocates, so it is done only when the text has changed. */
  private setColors(cold: string, warm: string): void {
    if (cold !== this.cold) this.uniforms.uCold.value.set(cold);
    if (warm !== this.warm) this.uniforms.uWarm.value.set(warm);
    this.cold = cold;
    this.warm = warm;
  }

  /** Sprite and blending are built into the program. */
  private setLook({ sprite, blending }: SwarmParameters): void {
    if (this.sprite === sprite && this.blended === blending) return;
    this.sprite = sprite;
    this.blended = blending;
    const { QUADS, STATELESS, CRITIQUE } = this.defines;
    this.defines = {
      ...(QUADS === undefined ? {} : { QUADS }),
      ...(STATELESS === undefined ? {} : { STATELESS }),
      ...(CRITIQUE === undefined ? {} : { CRITIQUE }),
      ...(blending === 'additive' ? {} : { COVERS: '' }),
      ...(blending === 'opaque' ? { OPAQUE: '' } : {}),
      PROFILE: spriteProfile(sprite),
      COVERAGE: spriteCoverage(sprite).toFixed(4),
    };
    this.fragmentShader = drawFragmentShader(sprite);
    this.blending = blendings[blending];
    this.transparent = blending !== 'opaque';
    this.depthWrite = blending === 'opaque';
    this.needsUpdate = true;
  }
}
