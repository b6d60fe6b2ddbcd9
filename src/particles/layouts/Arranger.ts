import {
  DataTexture,
  FloatType,
  NearestFilter,
  type PixelFormat,
  RedFormat,
  RGBAFormat,
  type Texture,
  Vector2,
  type WebGLRenderer,
} from 'three';
import { FullscreenPass } from '../gpu/FullscreenPass.ts';
import type { ParticleTarget } from '../gpu/ParticleTarget.ts';
import { arrangeShader, type Layout } from './arrange.glsl.ts';
import type { FlowTables } from './flowTables.ts';
import { gridLattice } from './gridLattice.ts';

/** How the light of an image is given to particles. */
export interface Lighting {
  /** How much of the colours' light each particle carries, over its even share. */
  readonly weight: number;
  /** How many have a place of their own; the others are dark. */
  readonly placed: number;
  /** Colours that cover are the picture's own, and no share of its light. */
  readonly straight: boolean;
}

/** How much of the colours' light each of `drawn` particles carries, over its even share. */
export const shareOf = ({ weight, placed, straight }: Lighting, drawn: number): number =>
  straight ? 1 : (weight * drawn) / Math.min(drawn, placed);

/** Images of so many sizes find their textures made: a game has faces, icons and words. */
const SIZES = 4;

interface TableTextures {
  readonly rows: DataTexture;
  readonly cells: DataTexture;
  readonly colors: DataTexture;
}

/**
 * Gives every particle its home and its colour in an image, by one pass on the GPU over small tables of the image. Owns
 * the passes, one a layout, made when first needed, and the tables' textures, which are kept for images of the same size.
 */
export class Arranger {
  private readonly uniforms = {
    uRows: { value: null as Texture | null },
    uCells: { value: null as Texture | null },
    uColors: { value: null as Texture | null },
    uPlaces: { value: null as Texture | null },
    uImageSize: { value: new Vector2() },
    uLattice: { value: new Vector2() },
    uFootprint: { value: new Vector2() },
    uStride: { value: 0 },
    uSeed: { value: 0 },
    uWidth: { value: 0 },
  };
  private readonly passes = new Map<Layout, FullscreenPass<Arranger['uniforms']>>();
  /** The textures of some sizes, that used last in front. */
  private readonly kept: TableTextures[] = [];

  constructor(seed: number) {
    this.uniforms.uSeed.value = seed;
  }

  /**
   * Writes homes (first texture) and colours (second) of all particles into `target`.
   * @param places for `transport`: x and y of every particle's home, in image heights.
   */
  arrange(
    renderer: WebGLRenderer,
    tables: FlowTables,
    layout: Layout,
    count: number,
    target: ParticleTarget,
    places: Texture | null = null,
  ): Lighting {
    const { uniforms } = this;
    const { width, height } = tables;
    this.upload(tables);
    uniforms.uPlaces.value = places;
    uniforms.uImageSize.value.set(width, height);
    uniforms.uWidth.value = target.width;
    uniforms.uFootprint.value.set(1, 1);
    const { straight } = tables;
    let lighting = { weight: tables.meanWeight, placed: count, straight };
    if (layout === 'grid') {
      const { columns, rows, stride } = gridLattice(width, height, count);
      uniforms.uLattice.value.set(columns, rows);
      uniforms.uStride.value = stride;
      uniforms.uFootprint.value.set(
        Math.max(1, Math.round(width / columns)),
        Math.max(1, Math.round(height / rows)),
      );
      lighting = { weight: 1, placed: Math.min(count, columns * rows), straight };
    }
    this.passFor(layout).render(renderer, target);
    uniforms.uPlaces.value = null;
    return lighting;
  }

  dispose(): void {
    for (const pass of this.passes.values()) pass.dispose();
    while (this.kept.length > 0) this.forgetOldest();
  }

  private passFor(layout: Layout): FullscreenPass<Arranger['uniforms']> {
    let pass = this.passes.get(layout);
    if (!pass) {
      pass = new FullscreenPass(`Arranger.${layout}`, arrangeShader(layout), this.uniforms);
      this.passes.set(layout, pass);
    }
    return pass;
  }

  private upload({ width, height, rows, cells, colors }: FlowTables): void {
    const { kept, uniforms } = this;
    const known = kept.findIndex(({ cells: { image } }) => image.width === width && image.height === height);
    const textures = kept.splice(known, known < 0 ? 0 : 1)[0] ?? {
      rows: floatTexture('Arranger.rows', 1, height, RedFormat),
      cells: floatTexture('Arranger.cells', width, height, RedFormat),
      colors: floatTexture('Arranger.colors', width, height, RGBAFormat),
    };
    kept.unshift(textures);
    if (kept.length > SIZES) this.forgetOldest();
    fill(textures.rows, rows);
    fill(textures.cells, cells);
    fill(textures.colors, colors);
    uniforms.uRows.value = textures.rows;
    uniforms.uCells.value = textures.cells;
    uniforms.uColors.value = textures.colors;
  }

  private forgetOldest(): void {
    for (const texture of Object.values(this.kept.pop() ?? {})) texture.dispose();
  }
}

function floatTexture(name: string, width: number, height: number, format: PixelFormat): DataTexture {
  const texture = new DataTexture(null, width, height, format, FloatType);
  texture.name = name;
  texture.minFilter = texture.magFilter = NearestFilter;
  return texture;
}

function fill(texture: DataTexture, data: Float32Array<ArrayBuffer>): void {
  texture.image.data = data;
  texture.needsUpdate = true;
}
