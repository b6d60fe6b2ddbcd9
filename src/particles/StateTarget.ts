import { FloatType, NearestFilter, RGBAFormat, type Texture, WebGLRenderTarget } from 'three';

/** Number of texels a row and number of rows of a square-like texture that has a texel for each of `count` particles. */
export function stateSize(count: number): { width: number; height: number } {
  const width = Math.ceil(Math.sqrt(count));
  return { width, height: Math.ceil(count / width) };
}

/**
 * Two 32-bit float textures with one texel for each particle, written together by one pass. Particle `i` lies in
 * column `i % width` of row `floor(i / width)`.
 */
export class StateTarget extends WebGLRenderTarget {
  constructor(count: number, names: readonly [string, string]) {
    const { width, height } = stateSize(count);
    super(width, height, {
      count: 2,
      format: RGBAFormat,
      type: FloatType,
      minFilter: NearestFilter,
      magFilter: NearestFilter,
      depthBuffer: false,
      generateMipmaps: false,
    });
    this.textures.forEach((texture, index) => {
      texture.name = names[index] as string;
    });
  }

  get first(): Texture {
    return this.textures[0] as Texture;
  }

  get second(): Texture {
    return this.textures[1] as Texture;
  }
}
