/** Vite as a host's own command line starts it: `vite` or `vite preview`, on a free port. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const VITE = join('node_modules', 'vite', 'bin', 'vite.js');

export async function startVite(folder: string, ...words: string[]): Promise<{ url: string; stop(): void }> {
  const vite = spawn(process.execPath, [VITE, ...words, '--host', '127.0.0.1'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += stripVTControlCharacters(String(chunk));
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(output)?.[0];
      if (address) resolve(address);
    };
    vite.stdout.on('data', read);
    vite.stderr.on('data', read);
    vite.on('exit', code => reject(new Error(`vite ${words.join(' ')} ended with ${code}:\n${output}`)));
  });
  return { url, stop: () => void vite.kill() };
}
