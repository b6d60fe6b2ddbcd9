import { GenesisParticles } from 'genesis-particles';
import { type Generator, loadGenerator } from 'genesis-particles/gan';
import { PerspectiveCamera, Scene, Timer, WebGLRenderer } from 'three';
import { drawButterfly } from '../pictures/drawings.ts';

/** What a block of code of the guide may take for granted. */
interface Given {
  readonly renderer: WebGLRenderer;
  readonly scene: Scene;
  readonly camera: PerspectiveCamera;
  readonly swarm: GenesisParticles;
  readonly image: HTMLCanvasElement;
  readonly generator: Generator;
}

/** A block of code, as `scripts/guide/liveModule.ts` makes a module of it. */
export interface Block {
  readonly uses: readonly (keyof Given)[];
  run(given: Partial<Given>): Promise<void>;
}

/** Without a GPU every particle is the processor's. */
const PARTICLES = { hardware: 32_768, software: 4096 };
const GROUND = '#080f15';

/**
 * Plays one block at a time in the page's one canvas, which is taken to where the block is. What the block makes is freed
 * when it stops.
 */
export class Example {
  /** Called when an image stands. */
  onFormed: () => void = () => {};
  private readonly renderer = new WebGLRenderer({ antialias: false });
  private readonly camera = new PerspectiveCamera(30, 1, 0.1, 50);
  private readonly software: boolean;
  private scene: Scene | null = null;
  private generator: Promise<Generator> | null = null;

  constructor() {
    const gl = this.renderer.getContext();
    const info = gl.getExtension('WEBGL_debug_renderer_info');
    const name = info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : '';
    this.software = /swiftshader|llvmpipe|software/i.test(name);
    this.renderer.setClearColor(GROUND);
    this.renderer.setPixelRatio(this.software ? 1 : Math.min(devicePixelRatio, 2));
  }

  /** Runs a block, and draws into `place` until {@link stop}. @throws (rejects) with what the block throws. */
  async play(block: Block, place: HTMLElement): Promise<void> {
    this.stop();
    const scene = new Scene();
    this.scene = scene;
    const { renderer, camera } = this;
    camera.position.set(0, 0, 2.3);
    place.append(renderer.domElement);
    this.resize();
    scene.addEventListener('childadded', ({ child }) => {
      if (child instanceof GenesisParticles) child.addEventListener('formed', () => this.onFormed());
    });
    try {
      const given: Partial<Given> = { renderer, scene, camera, image: drawButterfly() };
      const generator = block.uses.includes('generator') ? await this.load() : undefined;
      if (this.scene !== scene) return;
      const swarm = block.uses.includes('swarm') ? this.begin(scene) : undefined;
      await block.run({ ...given, ...(generator && { generator }), ...(swarm && { swarm }) });
    } catch (error) {
      // Who is stopped in the middle is told so by the swarm that is gone.
      if (this.scene === scene) throw error;
    }
  }

  stop(): void {
    this.renderer.setAnimationLoop(null);
    const effects = this.scene?.children.filter(child => child instanceof GenesisParticles) ?? [];
    this.scene = null;
    for (const effect of effects) {
      effect.dispose();
      // What the block would do next waits for ever.
      effect.form = effect.dissolve = () => new Promise(() => {});
    }
    this.renderer.domElement.remove();
  }

  /** To the size of where it is. */
  resize(): void {
    const { clientWidth = 1, clientHeight = 1 } = this.renderer.domElement.parentElement ?? {};
    this.renderer.setSize(clientWidth, clientHeight);
    this.camera.aspect = clientWidth / clientHeight;
    this.camera.updateProjectionMatrix();
  }

  /** A swarm as the guide's first chapter makes it. */
  private begin(scene: Scene): GenesisParticles {
    const { renderer, camera } = this;
    const count = this.software ? PARTICLES.software : PARTICLES.hardware;
    const swarm = new GenesisParticles({ renderer, count });
    scene.add(swarm);
    const timer = new Timer();
    renderer.setAnimationLoop(() => {
      timer.update();
      swarm.update(timer.getDelta());
      renderer.render(scene, camera);
    });
    return swarm;
  }

  private load(): Promise<Generator> {
    this.generator ??= loadGenerator(new URL('../../models/digits.safetensors', document.baseURI));
    return this.generator;
  }
}
