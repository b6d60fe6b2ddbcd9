import type { Decoder } from './Decoder.ts';
import type { ImageFunction } from './ImageFunction.ts';
import { mirror } from './mirror.ts';
import { palette } from './palette.ts';
import { silhouette } from './silhouette.ts';

/** What a decoder does, where TensorFlow.js is. A new one is a file, a case here, and a check in `assertDecoders.ts`. */
export function toFunction(decoder: Decoder): ImageFunction {
  switch (decoder.type) {
    case 'mirror':
      return mirror(decoder);
    case 'palette':
      return palette(decoder);
    case 'silhouette':
      return silhouette(decoder);
  }
}
