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
  const href = typeof address === 'string' ? address : address.href;
  const text = URL.canParse(href) && new URL(href).searchParams.get(KEY)?.trim();
  if (!text) return null;
  if (text === PLAIN) return completeLook();
  const values = Object.fromEntries(text.split(',').map(readPair));
  return countUsable(values) > 0 ? completeLook(values) : null;
}

/** The same address with this look in it, and without the one that it had. */
export function writeLook(look: SwarmParameters, address: string | { readonly href: string }): string {
  const url = new URL(typeof address === 'string' ? address : address.href);
  url.searchParams.delete(KEY);
  const pairs = Object.entries(differences(look)).map(([name, value]) => `${name}:${value}`.replace('#', ''));
  // Written by hand: URLSearchParams would escape colons and commas, which an address may hold.
  const search = `${KEY}=${pairs.join(',') || PLAIN}`;
  url.search = url.search ? `${url.search}&${search}` : search;
  return url.href;
}

function readPair(pair: string): [name: string, value: unknown] {
  const [name = '', text = ''] = pair.split(':').map(part => part.trim());
  if (!Object.hasOwn(swarmParameters, name)) return [name, null];
  const { kind } = swarmParameters[name as keyof SwarmParameters];
  if (kind === 'number') return [name, text === '' ? null : Number(text)];
  return [name, kind === 'color' ? `#${text}` : text];
}
