import type { PixelImage, SwarmParameters } from 'genesis-particles';
import type { InvertOptions } from 'genesis-particles/gan';
import { MathUtils } from 'three';
import { normals } from '../map/normals.ts';
import { asDigit } from '../pictures/asDigit.ts';
import { heldOutPortraits } from '../pictures/heldOutPortraits.ts';
import { lightOnDark } from '../pictures/lightOnDark.ts';
import { shrunk } from '../pictures/shrunk.ts';
import { testDigits } from '../pictures/testDigits.ts';
import { withoutGround } from '../pictures/withoutGround.ts';
import { type Makings, pure } from './makings.ts';

export const SET_NAMES = ['portraits', 'digits'] as const;
export type SetName = (typeof SET_NAMES)[number];

/** What a generator draws, as a page that searches it has to know it. */
export interface ImageSet {
  readonly look: Partial<SwarmParameters>;
  readonly isGrey: boolean;
  /** How it is searched: a few seconds on a slow machine. */
  readonly plan: InvertOptions;
  /** Pictures to begin with, which no network has seen. */
  ready(): Promise<readonly PixelImage[]>;
  /** A picture of any size, as the generator's are. */
  fit(picture: HTMLCanvasElement | HTMLImageElement): PixelImage;
  /** Two images that differ by something to be passed on. */
  pair(latentSize: number): readonly [Makings, Makings];
}

const PLAIN = {
  mouth: 'happy',
  hair: 'short',
  'hair colour': 'black',
  skin: 'tan',
  eyes: 'brown',
  beard: 'none',
  clothes: 'blue',
};

/** Of the portraits: hair, skin, and what is in a face or below. */
export const COLOURS: readonly string[] = [
  ...['#1c1614', '#603a14', '#e8c872', '#bd3a17', '#b9bcc2', '#009bbd', '#5fae2b', '#e667a8', '#ffdbac'],
  ...['#e0b080', '#b07c4a', '#7a4520', '#ffffff', '#de0f0d', '#428bca', '#44c585', '#ffd969'],
];

export const SETS: Readonly<Record<SetName, ImageSet>> = {
  portraits: {
    look: { layout: 'grid', brightness: 0.75, shimmer: 0.003 },
    isGrey: false,
    plan: { restarts: 4, steps: 60 },
    ready: heldOutPortraits,
    fit: picture => withoutGround(shrunk(picture, 16)),
    pair: size => {
      const latent = seeded(size, 4);
      return [
        { latent, attributes: pure({ ...PLAIN, hat: 'hat', glasses: 'dark' }) },
        { latent, attributes: pure({ ...PLAIN, hat: 'none', glasses: 'none' }) },
      ];
    },
  },
  digits: {
    look: { tint: 1 },
    isGrey: true,
    plan: { restarts: 4, steps: 100 },
    ready: async () => (await testDigits(24)).map(({ image }) => image),
    fit: picture => asDigit(lightOnDark(shrunk(picture, 112, '#fff'))),
    pair: size => [
      { latent: seeded(size, 5), attributes: pure({ label: '7' }) },
      { latent: seeded(size, 32), attributes: pure({ label: '7' }) },
    ],
  },
};

function seeded(size: number, seed: number): Float32Array {
  MathUtils.seededRandom(seed);
  return normals(size, () => MathUtils.seededRandom());
}
