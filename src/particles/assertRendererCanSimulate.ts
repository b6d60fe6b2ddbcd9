import type { WebGLRenderer } from 'three';

/**
 * Throws with a sentence to act on unless `renderer` is three.js's `WebGLRenderer` on a live WebGL 2 context that can
 * render to 32-bit float textures.
 */
export function assertRendererCanSimulate(renderer: WebGLRenderer): void {
  if (!(renderer as { isWebGLRenderer?: boolean } | null)?.isWebGLRenderer) {
    const given = (renderer as object | null)?.constructor?.name ?? String(renderer);
    throw new TypeError(
      `GenesisParticles was given ${given} as its renderer. It needs a THREE.WebGLRenderer (WebGL 2): ` +
        'new GenesisParticles({ renderer }). three.js’s WebGPURenderer is not supported.',
    );
  }
  const gl = renderer.getContext();
  if (gl.isContextLost()) {
    throw new Error(
      'The WebGL context of the renderer is lost. Create the effect again once it is restored.',
    );
  }
  if (!gl.getExtension('EXT_color_buffer_float')) {
    throw new Error(
      'This device cannot render to float textures (EXT_color_buffer_float is missing), which the simulation of ' +
        'the particles needs.',
    );
  }
}
