import {
  DataTexture,
  FloatType,
  NearestFilter,
  type PixelFormat,
  RedFormat,
  RGBAFormat,
  Vector2,
  type WebGLRenderer,
} from 'three';
import type { PixelImage } from '../../image.ts';
import { FullscreenPass } from '../FullscreenPass.ts';
import type { StateTarget } from '../StateTarget.ts';
import { flowShader } from './flow.glsl.ts';
import { flowTables } from './flowTables.ts';

/**
 * Gives every particle its home and its colour in an image, by one pass on the GPU over two small tables of the
 * image. Owns the pass; the tables live only while it runs.
 */
export class FlowLayout {
  private readonly pass = new FullscreenPass('FlowLayout', flowShader, {
    uRows: { value: null as DataTexture | null },
    uCells: { value: null as DataTexture | null },
    uColors: { value: null as DataTexture | null },
    uImageSize: { value: new Vector2() },
    uSeed: { value: 0 },
    uWidth: { value: 0 },
    uMeanValue: { value: 0 },
  });

  /** Writes homes (first texture) and colours (second) of all particles into `target`. */
  render(
    renderer: WebGLRenderer,
    image: PixelImage,
    smooth: boolean,
    seed: number,
    target: StateTarget,
  ): void {
    const tables = flowTables(image, smooth);
    const rows = floatTexture('FlowLayout.rows', tables.rows, 1, tables.height, RedFormat);
    const cells = floatTexture('FlowLayout.cells', tables.cells, tables.width, tables.height, RedFormat);
    const colors = floatTexture('FlowLayout.colors', tables.colors, tables.width, tables.height, RGBAFormat);
    const { uniforms } = this.pass;
    uniforms.uRows.value = rows;
    uniforms.uCells.value = cells;
    uniforms.uColors.value = colors;
    uniforms.uImageSize.value.set(tables.width, tables.height);
    uniforms.uSeed.value = seed;
    uniforms.uWidth.value = target.width;
    uniforms.uMeanValue.value = tables.meanValue;
    this.pass.render(renderer, target);
    for (const texture of [rows, cells, colors]) texture.dispose();
    uniforms.uRows.value = null;
    uniforms.uCells.value = null;
    uniforms.uColors.value = null;
  }

  dispose(): void {
    this.pass.dispose();
  }
}

function floatTexture(
  name: string,
  data: Float32Array<ArrayBuffer>,
  width: number,
  height: number,
  format: PixelFormat,
): DataTexture {
  const texture = new DataTexture(data, width, height, format, FloatType);
  texture.name = name;
  texture.minFilter = texture.magFilter = NearestFilter;
  texture.needsUpdate = true;
  return texture;
}
