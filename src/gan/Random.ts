/** Where a stream of random numbers stands: four words, and a number that was drawn in advance. */
export type RandomState = readonly [a: number, b: number, c: number, counter: number, spare: number | null];

/**
 * Seeded random numbers: the same on every machine. Streams of different names are independent, so that drawing more
 * latent vectors does not change the order of the images.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;
  #spareNormal: number | null = null;

  /** @param seed a whole number. @param stream what the numbers are for. */
  constructor(seed: number, stream: string) {
    this.#a = seed >>> 0;
    this.#b = Math.floor(seed / 0x1_0000_0000) >>> 0;
    this.#c = fnv1a(stream);
    for (let i = 0; i < 16; i++) this.#bits();
  }

  /** Where the stream stands. May be replaced by that of another one. */
  get state(): RandomState {
    return [this.#a, this.#b, this.#c, this.#counter, this.#spareNormal];
  }

  set state([a, b, c, counter, spare]: RandomState) {
    [this.#a, this.#b, this.#c, this.#counter, this.#spareNormal] = [a, b, c, counter, spare];
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
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** `length` normal numbers. */
  normals(length: number): Float32Array {
    const values = new Float32Array(length);
    for (let i = 0; i < length; i++) values[i] = this.normal();
    return values;
  }

  /** sfc32, Chris Doty-Humphrey's "small fast counter" generator (PractRand): 32 random bits. */
  #bits(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}

/** The 32-bit FNV-1a hash of a string's character codes. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
