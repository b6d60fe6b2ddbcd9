import type { Measurement } from '../Row.ts';
export async function measureMemory(): Promise<Measurement[]> {
  return [];
}
