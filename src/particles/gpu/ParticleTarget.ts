import {
  NearestFilter,
  type PixelFormat,
  RGBAFormat,
  type Texture,
  type TextureDataType,
  WebGLRenderTarget,
} from 'three';

/** Number of texels a row and number of rows of a square-like texture that has a texel for each of `count` particles. */
export function targetSize(count: number): { width: number; height: number } {
  const width = Math.ceil(Math.sqrt(count));
  return { width, height: Math.ceil(count / width) };
}

/** What a texture of a {@link ParticleTarget} holds. */
export interface Channel {
  /** For captures and error messages. */
  readonly name: string;
  readonly type: TextureDataType;
  /** @default RGBAFormat */
  readonly format?: PixelFormat;
}

/**
 * Textures with one texel for each particle, written together by one pass. Particle `i` lies in column `i % width` of
 * row `floor(i / width)`.
 */
export class ParticleTarget extends WebGLRenderTarget {
  constructor(count: number, ...channels: readonly Channel[]) {
    const { width, height } = targetSize(count);
    super(width, height, {
      count: channels.length,
      minFilter: NearestFilter,
      magFilter: NearestFilter,
      depthBuffer: false,
      generateMipmaps: false,
    });
    for (const [index, { name, type, format = RGBAFormat }] of channels.entries()) {
      Object.assign(this.textures[index] as Texture, { name, type, format });
    }
  }

  get first(): Texture {
    return this.textures[0] as Texture;
  }

  get second(): Texture {
    return this.textures[1] as Texture;
  }
}
