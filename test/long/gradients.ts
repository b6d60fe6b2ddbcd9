/** Every gradient against central differences on WebGL; the CPU and WASM try all of them in the unit tests. */
import { spawnSync } from 'node:child_process';

const COMMAND = 'npx vitest run --project gpu test/gpu/gan/gradients.test.ts';

export async function verifyGradients(): Promise<void> {
  const env = { ...process.env, VITE_ALL_GRADIENTS: '1' };
  const { status } = spawnSync(COMMAND, { stdio: 'inherit', shell: true, env });
  if (status !== 0) throw new Error(`${COMMAND} ended with ${status}.`);
}
