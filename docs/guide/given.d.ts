/**
 * What the code of the guide and of README.md takes for granted, because whoever reads it has it or has just made it. The
 * guide's first page says the same in words.
 */

/** The scene that the effect is put into. */
declare const renderer: import('three').WebGLRenderer;
declare const scene: import('three').Scene;
declare const camera: import('three').PerspectiveCamera;

/** Made as in the first chapter: in the scene, and updated in every frame. */
declare const swarm: import('genesis-particles').GenesisParticles;

/** Any picture and any video that have loaded. */
declare const image: HTMLCanvasElement | HTMLImageElement;
declare const video: HTMLVideoElement;

/** Made as in the chapter on training. */
declare const generator: import('genesis-particles/gan').Generator;
declare const trainer: import('genesis-particles/gan').GanTrainer;
