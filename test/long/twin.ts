/**
 * Is the PyTorch twin still one? Computes what the parity test of `npm test` compares with anew, and runs the twin's own
 * tests, among them that two processes get the gradients of one with the joined batch. Needs Python with PyTorch; see
 * `training/README.md`.
 */
import { spawnSync } from 'node:child_process';

const PYTHON = process.env.GENESIS_PYTHON ?? 'python3';

const SCRIPTS = [['training/parity.py', '--check'], ['training/test_twin.py']];

export async function verifyTwin(): Promise<void> {
  for (const script of SCRIPTS) {
    const { status, error } = spawnSync(PYTHON, script, { stdio: 'inherit' });
    if (error)
      throw new Error(`${PYTHON} could not be started: ${error.message}. Name another in GENESIS_PYTHON.`);
    if (status !== 0) throw new Error(`${PYTHON} ${script.join(' ')} ended with ${status}.`);
  }
}
