/**
 * The page that the presets' contact sheets are made of: one swarm, advanced by hand, in the demos' stage (`?stage`) or
 * in a plain scene as a game embeds it.
 */
import { GenesisParticles, type PixelImage } from 'genesis-particles';
import { presets } from 'genesis-particles/presets';
import {
  DataTexture,
  LinearFilter,
  Mesh,
  MeshBasicMaterial,
  PerspectiveCamera,
  PlaneGeometry,
  Scene,
  SRGBColorSpace,
  WebGLRenderer,
} from 'three';
import { Stage } from '../../demos/stage/Stage.ts';
import { loadPictures } from './pictures.ts';

const query = new URLSearchParams(location.search);
const canvas = document.querySelector('canvas') as HTMLCanvasElement;
const preset = presets[query.get('preset') as keyof typeof presets];
const STEP = 1 / 60;

/** Draws with what a game has: its own renderer, scene and camera, no post-processing. */
function plainScene() {
  const renderer = new WebGLRenderer({ canvas, antialias: false, preserveDrawingBuffer: true });
  const scene = new Scene();
  const camera = new PerspectiveCamera(30, innerWidth / innerHeight, 0.1, 50);
  const distance = 1.3 / 2 / Math.tan(Math.PI / 12);
  camera.position.z = Math.max(distance, distance / camera.aspect);
  renderer.setSize(innerWidth, innerHeight);
  renderer.setClearColor('#06080c');
  return { renderer, scene, draw: () => renderer.render(scene, camera) };
}

function stagedScene() {
  const stage = new Stage(canvas, 'glow');
  return { renderer: stage.renderer, scene: stage.scene, draw: () => stage.draw() };
}

const { renderer, scene, draw } = query.has('stage') ? stagedScene() : plainScene();
const swarm = new GenesisParticles({
  renderer,
  count: Number(query.get('count')),
  seed: Number(query.get('seed') ?? 1),
  parameters: { ...preset, ...JSON.parse(query.get('also') ?? '{}') },
});
scene.add(swarm);

function advance(seconds: number): void {
  for (let step = 0; step < Math.round(seconds / STEP); step++) {
    swarm.update(STEP);
  }
}

type PictureName = keyof Awaited<ReturnType<typeof loadPictures>>;

let image: PixelImage;
let flight = 0;

const looks = {
  pictures: loadPictures(),
  /** Sets out to form a picture, from nothing. */
  async form(name: PictureName): Promise<void> {
    image = (await looks.pictures)[name];
    swarm.reset();
    advance(0.5);
    // Where the picture is smooth, so is its likeness.
    void swarm.form(image, { smooth: name === 'digit' });
    // biome-ignore lint/complexity/useLiteralKeys: ways are worked out in a worker
    while (swarm['phase']?.waiting) await new Promise(resolve => setTimeout(resolve, 5));
    flight = 0;
  },
  /** Lets time pass until the picture counts as formed. @returns seconds of the flight */
  async arrive(): Promise<number> {
    while (swarm.state === 'forming') {
      advance(10 * STEP);
      flight += 10 * STEP;
      // biome-ignore lint/complexity/useLiteralKeys: how many are home is known a little later
      const [arrivals, inner] = [swarm['arrivals'], swarm['swarm']];
      while (arrivals.asking) {
        await new Promise(resolve => setTimeout(resolve, 1));
        arrivals.hear(inner);
      }
    }
    return flight;
  },
  advance,
  dissolve: () => void swarm.dissolve(),
  draw,
  /** Draws the picture itself in the swarm's place. */
  drawPicture(): void {
    const { width, height, data } = image;
    const texture = new DataTexture(new Uint8Array(data.buffer.slice(0)), width, height);
    texture.colorSpace = SRGBColorSpace;
    texture.flipY = true;
    texture.minFilter = texture.magFilter = LinearFilter;
    texture.needsUpdate = true;
    const plane = new Mesh(
      new PlaneGeometry(width / height, 1),
      new MeshBasicMaterial({ map: texture, transparent: true }),
    );
    scene.add(plane);
    swarm.visible = false;
    draw();
    swarm.visible = true;
    plane.removeFromParent();
    for (const owned of [texture, plane.geometry, plane.material]) owned.dispose();
  },
};
export type Looks = typeof looks;
Object.assign(window, { looks });
