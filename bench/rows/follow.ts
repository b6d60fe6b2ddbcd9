import type { Measurement } from '../Row.ts';
export async function measureFollowing(): Promise<Measurement[]> {
  return [];
}
