import { assertPixelImage } from '../../image.ts';
import { assertKnown, inWords } from '../assertKnown.ts';
import type { Decoder } from './Decoder.ts';

const MOST_COLOURS = 256;

/** What each type takes beside its type. */
const CHECKS: { readonly [Type in Decoder['type']]: (decoder: Extract<Decoder, { type: Type }>) => void } = {
  mirror(decoder) {
    assertKnown('A mirror', decoder, ['type', 'axis']);
    if (decoder.axis === 'vertical' || decoder.axis === 'horizontal') return;
    throw new TypeError(
      `A mirror's axis is ${inWords(decoder.axis)}. It must be 'vertical' or 'horizontal'.`,
    );
  },

  palette(decoder) {
    assertKnown('A palette', decoder, ['type', 'colours']);
    const { colours } = decoder;
    if (!Array.isArray(colours)) {
      throw new TypeError(
        `A palette's colours are ${inWords(colours)}. Give a list, as ['#0f380f', '#9bbc0f'].`,
      );
    }
    if (colours.length < 1 || colours.length > MOST_COLOURS) {
      throw new RangeError(`A palette has ${colours.length} colours. It must have 1 to ${MOST_COLOURS}.`);
    }
    for (const colour of colours) {
      if (typeof colour === 'string' && /^#[0-9a-f]{6}$/i.test(colour)) continue;
      throw new TypeError(`${inWords(colour)} is no colour of a palette. Give six digits, as '#9bbc0f'.`);
    }
  },

  silhouette(decoder) {
    assertKnown('A silhouette', decoder, ['type', 'mask']);
    assertPixelImage(decoder.mask);
  },
};

/** @throws TypeError or RangeError that says what was given and what is accepted. */
export function assertDecoders(decoders: readonly Decoder[]): void {
  if (!Array.isArray(decoders)) {
    throw new TypeError(
      `enhance is ${inWords(decoders)}. Give a list of decoders, as [{ type: 'mirror', axis: 'vertical' }].`,
    );
  }
  for (const decoder of decoders as readonly Decoder[]) {
    const type = decoder?.type;
    if (!Object.hasOwn(CHECKS, type)) {
      throw new TypeError(
        `There is no decoder of type ${inWords(type)}. Known are ${Object.keys(CHECKS).join(', ')}.`,
      );
    }
    (CHECKS[type] as (decoder: Decoder) => void)(decoder);
  }
}
