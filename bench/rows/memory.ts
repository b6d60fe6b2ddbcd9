/** GPU memory of a particle, from the textures that are really there. */
import {
  FloatType,
  HalfFloatType,
  RedFormat,
  RGBAFormat,
  RGFormat,
  type Texture,
  UnsignedByteType,
} from 'three';
import { ParticleTarget } from '../../src/particles/gpu/ParticleTarget.ts';
import type { Measurement } from '../Row.ts';
import { insides, openStage } from '../stage.ts';

const COUNT = 262_144;

const CHANNELS = new Map<number, number>([
  [RGBAFormat, 4],
  [RGFormat, 2],
  [RedFormat, 1],
]);
const BYTES = new Map<number, number>([
  [FloatType, 4],
  [HalfFloatType, 2],
  [UnsignedByteType, 1],
]);

export async function measureMemory(): Promise<Measurement[]> {
  const stage = openStage(1, 1, { count: COUNT, seed: 1 });
  const targets = Object.values(insides(stage.swarm).textures).filter(
    owned => owned instanceof ParticleTarget,
  );
  const textures = targets.flatMap(target => target.textures);
  const bytes = textures.reduce((sum, texture) => sum + bytesOf(texture), 0) / COUNT;
  stage.dispose();
  return [
    {
      id: 'memory/particle',
      what: `GPU memory of ${textures.length} textures with a texel a particle, at ${COUNT.toLocaleString('en')} particles`,
      ours: bytes,
      peer: null,
      peerName: null,
      unit: 'bytes',
    },
  ];
}

function bytesOf(texture: Texture): number {
  const { width, height } = texture.image as { width: number; height: number };
  const [channels, bytes] = [CHANNELS.get(texture.format), BYTES.get(texture.type)];
  if (!channels || !bytes) throw new Error(`${texture.name} has a format that is not reckoned with.`);
  return width * height * channels * bytes;
}
