/** The packed library in scenes, renderers and loops of other libraries and in another bundler, as these come from npm. */
import { spawnSync } from 'node:child_process';

const COMMANDS = ['npm run build:library', 'npx vitest run --project hosts'];

export async function verifyHosts(): Promise<void> {
  for (const command of COMMANDS) {
    const { status } = spawnSync(command, { stdio: 'inherit', shell: true });
    if (status !== 0) throw new Error(`${command} ended with ${status}.`);
  }
}
