/**
 * How like its image a formed swarm looks: SSIM, for every layout, blending and preset, lowest mean of three sets of
 * images.
 */
import type { PixelImage, SwarmParameters } from 'genesis-particles';
import { presets } from 'genesis-particles/presets';
import { NoToneMapping, OrthographicCamera, SRGBColorSpace } from 'three';
import { fidelityImages, type ImageSet } from '../fidelity/fidelityImages.ts';
import { averagedDown, onBlack } from '../fidelity/pictures.ts';
import { ssim } from '../fidelity/ssim.ts';
import type { Measurement } from '../Row.ts';
import { openStage, runUntil } from '../stage.ts';

const COUNT = 65_536;
/** Canvas pixels an image pixel. */
const SCALE = 8;
/** Seconds of simulation after the image counts as formed: the last per cent comes home. */
const SETTLE = 2;
/** Of a forming. What is looked at has long come to rest, and these are 150 of them. */
const DURATION = 0.2;
/** Particles that cover are drawn this much larger than their size says; see `draw.glsl.ts`. */
const COVER = 2;

export async function measureFidelity(): Promise<Measurement[]> {
  const sets = await fidelityImages();
  const measurements: Measurement[] = [];
  for (const layout of ['grid', 'flow', 'transport'] as const) {
    const size = ({ width, height }: PixelImage) => ({ particleSize: pixelSize(width, height) });
    measurements.push(await measure(`fidelity/${layout}`, `${layout}, additive`, sets, { layout }, size));
  }
  for (const blending of ['alpha', 'opaque'] as const) {
    const size = ({ width, height }: PixelImage) => ({ particleSize: pixelSize(width, height) / COVER });
    measurements.push(await measure(`fidelity/${blending}`, `flow, ${blending}`, sets, { blending }, size));
  }
  for (const [name, preset] of Object.entries(presets)) {
    const what = `the preset ${name} in its own colours and sizes`;
    measurements.push(await measure(`fidelity/${name}`, what, sets, preset));
  }
  return measurements;
}

/** In mean distances between particles, which are those of √count to a side: one image pixel. */
const pixelSize = (width: number, height: number): number => Math.sqrt((COUNT * width) / height) / width;

async function measure(
  id: string,
  what: string,
  sets: readonly ImageSet[],
  look: Partial<SwarmParameters>,
  size: (image: PixelImage) => Partial<SwarmParameters> = () => ({}),
): Promise<Measurement> {
  const means: { name: string; mean: number }[] = [];
  for (const set of sets) {
    const mean = await meanLikeness(set, { ...look, ...size(set.images[0]!) });
    means.push({ name: set.name, mean });
  }
  const each = means.map(({ name, mean }) => `${name} ${mean.toFixed(3)}`).join(', ');
  return {
    id,
    what: `SSIM of formed images, ${what}, lowest of the means: ${each}`,
    ours: Math.min(...means.map(({ mean }) => mean)),
    peer: null,
    peerName: null,
    unit: 'SSIM',
  };
}

async function meanLikeness({ images }: ImageSet, look: Partial<SwarmParameters>): Promise<number> {
  const { width, height } = images[0]!;
  const stage = openStage(SCALE * width, SCALE * height, {
    count: COUNT,
    seed: 1,
    parameters: { ...look, shimmer: 0 },
  });
  const { renderer, swarm } = stage;
  renderer.toneMapping = NoToneMapping;
  renderer.outputColorSpace = SRGBColorSpace;
  renderer.setClearColor(0x000000, 1);
  const half = width / height / 2;
  const camera = new OrthographicCamera(-half, half, 0.5, -0.5, 0.1, 10);
  camera.position.z = 5;

  let sum = 0;
  for (const image of images) {
    await runUntil(swarm, swarm.form(image, { duration: DURATION }));
    swarm.simulate(SETTLE);
    renderer.render(swarm, camera);
    sum += ssim(onBlack(image), averagedDown(renderer, SCALE));
  }
  stage.dispose();
  return sum / images.length;
}
