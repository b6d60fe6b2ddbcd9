/** What a visitor may paste into the panel: an effect as JSON, a preset, or a link. */
import type { SwarmParameters } from '../../particles/index.ts';
import { readEffect } from '../effectJSON.ts';
import { readLook } from './lookAddress.ts';
import { completeLook, countUsable } from './looks.ts';

export interface Pasted {
  readonly look: SwarmParameters;
  /** Of particles, where the text says so. */
  readonly count?: number;
}

/** @throws Error with a sentence for the visitor, for anything else. */
export function readPasted(text: string): Pasted {
  const linked = readLook(text.trim());
  if (linked) return { look: linked };
  const json = parse(text);
  if (json && 'type' in json) {
    const { count, parameters } = readEffect(json);
    return { look: completeLook(parameters), ...(Number.isInteger(count) && count > 0 && { count }) };
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
