import {
  DataTexture,
  FloatType,
  NearestFilter,
  RGBAFormat,
  type TextureDataType,
  UnsignedByteType,
} from 'three';
import type { ParticleTextures } from '../drawing/ParticleTextures.ts';
import { targetSize } from '../gpu/ParticleTarget.ts';

/**
 * The particles of a swarm in closed form as plain textures, filled from JavaScript and kept there too: where they set
 * out from and how fast, with their homes (see `state.glsl.ts`), colours and turns. None is rendered to, and a lost
 * context gets them back.
 */
export class FlightTextures implements ParticleTextures {
  readonly count: number;
  readonly width: number;
  readonly position: DataTexture;
  readonly velocity: DataTexture;
  readonly color: DataTexture;
  readonly previousColor: DataTexture;
  readonly turn: DataTexture;

  constructor(count: number) {
    const { width, height } = targetSize(count);
    const floats = (name: string) => texture(name, new Float32Array(4 * width * height), FloatType);
    this.count = count;
    this.width = width;
    this.position = floats('position');
    this.velocity = floats('velocity');
    this.color = floats('color');
    this.previousColor = floats('previousColor');
    this.turn = texture('turn', new Uint8Array(4 * width * height), UnsignedByteType);

    function texture(
      name: string,
      data: Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>,
      type: TextureDataType,
    ) {
      const made = new DataTexture(data, width, height, RGBAFormat, type);
      made.name = `Swarm.${name}`;
      made.minFilter = made.magFilter = NearestFilter;
      made.needsUpdate = true;
      return made;
    }
  }

  dispose(): void {
    for (const owned of [this.position, this.velocity, this.color, this.previousColor, this.turn]) {
      owned.dispose();
    }
  }
}

/** The numbers of a texture that holds floats. */
export const floatsOf = (texture: DataTexture): Float32Array => texture.image.data as Float32Array;

/** The numbers of a texture that holds bytes. */
export const bytesOf = (texture: DataTexture): Uint8Array => texture.image.data as Uint8Array;
