import type { Generator, SampleOptions, ValueAttribute } from 'genesis-particles/gan';
import { MathUtils, Vector2 } from 'three';
import { normals } from '../map/normals.ts';

/** From the left and from the top of the map, each from 0 to 1. */
export const CORNERS = [new Vector2(0, 0), new Vector2(1, 0), new Vector2(0, 1), new Vector2(1, 1)] as const;

/** How far the border of an attribute lies from the middle, so that not everything changes at once. */
const ASIDE = 0.09;

/**
 * A plane through latent space, held by an image at each of its corners: between them latents lie on arcs. What has
 * nothing in between, as the digits of a conditional generator, changes at a border; ranges are left open.
 */
export class Plane {
  readonly #generator: Generator;
  readonly #known: readonly ValueAttribute[];
  readonly #corners: { latent: Float32Array; values: string[] }[];

  constructor(generator: Generator) {
    this.#generator = generator;
    this.#known = (generator.attributes ?? []).filter(each => 'values' in each);
    this.#corners = CORNERS.map(() => this.#draw());
  }

  /** Another image holds this corner. */
  renew(corner: number): void {
    this.#corners[corner] = this.#draw();
  }

  /** What to ask the generator for, to see this place. */
  at({ x, y }: Vector2): SampleOptions {
    const generator = this.#generator;
    const [a, b, c, d] = this.#corners.map(({ latent }) => latent);
    const latent = generator.interpolate(
      generator.interpolate(a!, b!, x),
      generator.interpolate(c!, d!, x),
      y,
    );
    const values = this.#known.map(({ name }, index, { length }) => {
      const aside = length > 1 ? ASIDE : 0;
      const right = Number(x + aside * Math.cos(2.4 * index) > 0.5);
      const low = Number(y + aside * Math.sin(2.4 * index) > 0.5);
      return [name, this.#corners[2 * low + right]!.values[index]!];
    });
    return { latent, ...(values.length > 0 && { attributes: Object.fromEntries(values) }) };
  }

  #draw() {
    const values = this.#known.map(({ values }) => values[MathUtils.randInt(0, values.length - 1)]!);
    return { latent: normals(this.#generator.latentSize), values };
  }
}
