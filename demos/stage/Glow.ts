import {
  BloomEffect,
  EffectComposer,
  EffectPass,
  RenderPass,
  ToneMappingEffect,
  ToneMappingMode,
} from 'postprocessing';
import { type Camera, HalfFloatType, type Scene, type WebGLRenderer } from 'three';

/** Draws the scene in linear high dynamic range, lets its brightest part bloom, then tone-maps and dithers. */
export class Glow {
  private readonly composer: EffectComposer;

  constructor(renderer: WebGLRenderer, scene: Scene, camera: Camera) {
    this.composer = new EffectComposer(renderer, { frameBufferType: HalfFloatType, stencilBuffer: false });
    this.composer.addPass(new RenderPass(scene, camera));
    const bloom = new BloomEffect({
      mipmapBlur: true,
      luminanceThreshold: 0.3,
      luminanceSmoothing: 0.5,
      intensity: 1.8,
      radius: 0.8,
      levels: 7,
    });
    const finish = new EffectPass(
      camera,
      bloom,
      new ToneMappingEffect({ mode: ToneMappingMode.ACES_FILMIC }),
    );
    finish.dithering = true;
    this.composer.addPass(finish);
  }

  setSize(width: number, height: number): void {
    this.composer.setSize(width, height, false);
  }

  render(): void {
    this.composer.render();
  }
}
