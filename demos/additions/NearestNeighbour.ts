import type { PixelImage } from 'genesis-particles';

/** Takes an image for what the most similar one is that it has seen, pixel by pixel: the plainest of all classifiers. */
export class NearestNeighbour {
  private readonly tests: readonly Uint8Array[];
  private readonly truth: readonly string[];
  /** Of each test image the squared distance to the nearest image seen, and what that one shows. */
  private readonly least: Float64Array;
  private readonly taken: string[];

  constructor(tests: readonly { readonly image: PixelImage; readonly label: string }[]) {
    this.tests = tests.map(({ image }) => greys(image));
    this.truth = tests.map(({ label }) => label);
    this.least = new Float64Array(tests.length).fill(Number.POSITIVE_INFINITY);
    this.taken = new Array(tests.length);
  }

  learn(image: PixelImage, label: string): void {
    const seen = greys(image);
    for (const [index, test] of this.tests.entries()) {
      const enough = this.least[index]!;
      let distance = 0;
      for (let i = 0; i < seen.length && distance < enough; i++) distance += (seen[i]! - test[i]!) ** 2;
      if (distance >= enough) continue;
      this.least[index] = distance;
      this.taken[index] = label;
    }
  }

  /** Share of the test images that it takes for what they are. */
  get accuracy(): number {
    return this.truth.filter((label, index) => label === this.taken[index]).length / this.truth.length;
  }
}

const greys = ({ data }: PixelImage): Uint8Array =>
  Uint8Array.from({ length: data.length / 4 }, (_, pixel) => data[4 * pixel]!);
