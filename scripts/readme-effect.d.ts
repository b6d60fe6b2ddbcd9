declare module 'virtual:readme-effect' {
  import type { GenesisParticles } from 'genesis-particles';
  import type { Generator } from 'genesis-particles/gan';
  import type { Camera, Scene, WebGLRenderer } from 'three';

  /** Runs the embedding code of README.md in a scene. Yields the number of each line before it runs, and returns what was made. */
  export function run(game: {
    renderer: WebGLRenderer;
    scene: Scene;
    camera: Camera;
  }): AsyncGenerator<number, { swarm: GenesisParticles; digits: Generator }>;
}
