import type { Measurement } from '../Row.ts';
export async function measureUpdates(): Promise<Measurement[]> {
  return [];
}
