import { activateBackend } from './activate.ts';
import { type BackendName, chooseTrainingBackend } from './choose.ts';
import { probeBackends } from './probe.ts';

/**
 * For searches and attacks: slopes take full floats, and so many images something faster than what starts at once. Where a
 * page's policy forbids WebAssembly, `auto` goes on in plain JavaScript, which is slow, and works.
 * @throws Error when a backend that was asked for by name cannot run here
 */
export async function activateForSlopes(wanted: BackendName | 'auto'): Promise<void> {
  const { backend } = chooseTrainingBackend(wanted, await probeBackends(wanted));
  try {
    await activateBackend(backend);
  } catch (error) {
    if (wanted !== 'auto') throw error;
    await activateBackend('cpu');
  }
}
