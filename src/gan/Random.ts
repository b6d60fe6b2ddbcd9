/** Where a stream of random numbers stands: four words, and a number that was drawn in advance. */
export type RandomState = readonly [a: number, b: number, c: number, counter: number, spare: number | null];

/**
 * Seeded random numbers: the same on every machine. Streams of different names are independent, so that drawing more
 * latent vectors does not change the order of the images.
 */
export class Random {
  /** a, b, c and the counter of {@link RandomState}, in memory of 32 bits each: in fields they would be allocated anew with every number. */
  readonly #words = new Int32Array(4);
  #spareNormal: number | null = null;

  /** @param seed a whole number. @param stream what the numbers are for. */
  constructor(seed: number, stream: string) {
    this.#words.set([seed, Math.floor(seed / 0x1_0000_0000), fnv1a(stream), 1]);
    for (let i = 0; i < 16; i++) this.#bits();
  }

  /** Where the stream stands. May be replaced by that of another one. */
  get state(): RandomState {
    const [a, b, c, counter] = this.#words as unknown as [number, number, number, number];
    return [a, b, c, counter, this.#spareNormal];
  }

  set state([a, b, c, counter, spare]: RandomState) {
    this.#words.set([a, b, c, counter]);
    this.#spareNormal = spare;
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    return this.#bits() / 0x1_0000_0000;
  }

  /** Uniform among the whole numbers from 0 to `limit` - 1. */
  below(limit: number): number {
    return Math.floor(this.uniform() * limit);
  }

  /** Normal with mean 0 and variance 1 (Box and Muller 1958). */
  normal(): number {
    if (this.#spareNormal !== null) {
      const spare = this.#spareNormal;
      this.#spareNormal = null;
      return spare;
    }
    const radius = this.#radius();
    const angle = this.#angle();
    this.#spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** `length` normal numbers, as {@link normal} gives them one by one. */
  normals(length: number): Float32Array {
    const values = new Float32Array(length);
    let i = 0;
    if (this.#spareNormal !== null && length > 0) values[i++] = this.normal();
    for (; i + 1 < length; i += 2) {
      const radius = this.#radius();
      const angle = this.#angle();
      values[i] = radius * Math.cos(angle);
      values[i + 1] = radius * Math.sin(angle);
    }
    if (i < length) values[i] = this.normal();
    return values;
  }

  #radius(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform()));
  }

  #angle(): number {
    return 2 * Math.PI * this.uniform();
  }

  /** sfc32, Chris Doty-Humphrey's "small fast counter" generator (PractRand): 32 random bits. */
  #bits(): number {
    const words = this.#words as unknown as [a: number, b: number, c: number, counter: number];
    const [a, b, c, counter] = [words[0], words[1], words[2], words[3]];
    const sum = (a + b + counter) | 0;
    words[3] = counter + 1;
    words[0] = b ^ (b >>> 9);
    words[1] = c + (c << 3);
    words[2] = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  }
}

/** The 32-bit FNV-1a hash of a string's character codes. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
