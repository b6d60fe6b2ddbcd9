import { inWords } from '../assertKnown.ts';

/** Where weights are, as it can be sent to a worker. */
export type WeightsSource = { readonly url: string } | { readonly bytes: Uint8Array };

/**
 * @param name of the option that they were given as
 * @throws TypeError when it is neither an address nor bytes
 */
export function toPortableWeights(
  source: string | URL | ArrayBuffer | Uint8Array,
  name?: string,
): WeightsSource {
  if (source instanceof Uint8Array) return { bytes: source };
  if (source instanceof ArrayBuffer) return { bytes: new Uint8Array(source) };
  if (source instanceof URL) return { url: source.href };
  if (typeof source === 'string') {
    return { url: typeof document === 'undefined' ? source : new URL(source, document.baseURI).href };
  }
  throw new TypeError(
    `${name ? `${name} is` : 'The weights are'} ${inWords(source)}. Give ${name ? 'its weights: ' : ''}the address of a .safetensors file, an ArrayBuffer or a Uint8Array.`,
  );
}
