import type { WebGLRenderer } from 'three';

/**
 * Throws with a sentence to act on unless `renderer` is three.js's `WebGLRenderer` on a live WebGL 2 context. More is not
 * needed: where nothing can be simulated on the GPU, particles are placed in closed form.
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
}
