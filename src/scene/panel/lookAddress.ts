/**
 * A look in a page's address: `?look=layout:grid,tint:0.85,cold:a3260f`. Only what differs from the defaults is in it, so
 * that it stays short enough to be sent about, and can be read and mended by hand.
 */
import { type SwarmParameters, swarmParameters } from '../../particles/index.ts';
import { completeLook, countUsable, differences } from './looks.ts';

const KEY = 'look';
/** Where nothing differs: some programs throw empty values away. */
const PLAIN = 'defaults';

/**
 * The look that an address asks for, as the panel's "Copy link" writes it; null where it asks for none. Every parameter has
 * a value: those that the address does not name have their defaults, as have those whose values are damaged or unknown to
 * this version.
 *
 * @param address - a page's `location`, or any address as text
 * @example
 * const swarm = new GenesisParticles({ renderer, parameters: readLook(location) ?? presets.ember });
 */
export function readLook(address: string | { readonly href: string }): SwarmParameters | null {
  const values = read(address);
  if (!values) return null;
  return PLAIN in values || sizeIn(values) || countUsable(values) > 0 ? completeLook(values) : null;
}

/**
 * The height of the image in world units that an address asks for beside its look, to be given as the option `size`; null
 * where it asks for none.
 */
export function readSize(address: string | { readonly href: string }): number | null {
  return sizeIn(read(address) ?? {});
}

/**
 * The same address with this look in it, and without the one that it had.
 *
 * @param size of the image, where that is a part of what is to be seen
 */
export function writeLook(
  look: SwarmParameters,
  address: string | { readonly href: string },
  size = 1,
): string {
  const url = new URL(typeof address === 'string' ? address : address.href);
  url.searchParams.delete(KEY);
  const different = { ...(size !== 1 && { size }), ...differences(look) };
  const pairs = Object.entries(different).map(([name, value]) => `${name}:${value}`.replace('#', ''));
  // Written by hand: URLSearchParams would escape colons and commas, which an address may hold.
  const search = `${KEY}=${pairs.join(',') || PLAIN}`;
  url.search = url.search ? `${url.search}&${search}` : search;
  return url.href;
}

function read(address: string | { readonly href: string }): Record<string, unknown> | null {
  const href = typeof address === 'string' ? address : address.href;
  const text = URL.canParse(href) && new URL(href).searchParams.get(KEY)?.trim();
  return text ? Object.fromEntries(text.split(',').map(readPair)) : null;
}

function sizeIn({ size }: Readonly<Record<string, unknown>>): number | null {
  return typeof size === 'number' && Number.isFinite(size) && size > 0 ? size : null;
}

function readPair(pair: string): [name: string, value: unknown] {
  const [name = '', text = ''] = pair.split(':').map(part => part.trim());
  if (name === 'size') return [name, Number(text)];
  if (!Object.hasOwn(swarmParameters, name)) return [name, null];
  const { kind } = swarmParameters[name as keyof SwarmParameters];
  if (kind === 'number') return [name, text === '' ? null : Number(text)];
  return [name, kind === 'color' ? `#${text}` : text];
}
