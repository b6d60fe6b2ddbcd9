/** What a visitor may paste into the panel: an effect as JSON, a preset, or a link. */
import type { SwarmParameters } from '../../particles/index.ts';
import { readEffect } from '../effectJSON.ts';
import { readLook, readSize } from './lookAddress.ts';
import { completeLook, countUsable } from './looks.ts';

export interface Pasted {
  readonly look: SwarmParameters;
  /** Of particles, where the text says so. */
  readonly count?: number;
  /** Height of the image in world units, where the text says so. */
  readonly size?: number;
}

/** @throws Error with a sentence for the visitor, for anything else. */
export function readPasted(text: string): Pasted {
  const linked = readLook(text.trim());
  if (linked) {
    const size = readSize(text.trim());
    return { look: linked, ...(size && { size }) };
  }
  const json = parse(text);
  if (json && 'type' in json) {
    const { count, size, parameters } = readEffect(json);
    return {
      look: completeLook(parameters),
      ...(Number.isInteger(count) && count > 0 && { count }),
      ...(Number.isFinite(size) && size > 0 && { size }),
    };
  }
  if (json && countUsable(json) > 0) return { look: completeLook(json) };
  throw new TypeError('There is no look in this text. Paste what “JSON” or “Link” has copied, or a preset.');
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const json: unknown = JSON.parse(text);
    return json !== null && typeof json === 'object' ? (json as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
