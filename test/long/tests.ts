/**
 * The tests in a browser and on the site with all their cases, of which CI tries some; what they took, into
 * `docs/tables/tests.json`. The site should have been built.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { secondsByFolder, sumTests, type TestReport } from '../../scripts/ci/sumTests.ts';
import { writeFile } from '../../scripts/pictures.ts';
import { describeProvenance } from './provenance.ts';

const COMMAND = 'npx vitest run --project gpu --project e2e';

export async function verifyTests(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tests-'));
  try {
    const path = join(folder, 'report.json');
    const command = `${COMMAND} --reporter=default --reporter=json --outputFile.json=${path}`;
    const env = { ...process.env, VITE_THOROUGH: '1' };
    spawnSync(command, { stdio: 'inherit', shell: true, env });
    const report: TestReport = JSON.parse(readFileSync(path, 'utf8'));
    const { passed, failed } = sumTests([report]);
    if (failed > 0 || passed === 0) throw new Error(`${failed} tests failed, ${passed} passed.`);
    const seconds = Object.fromEntries(secondsByFolder(report));
    const environment = `Node ${process.version}, software GL, ${cpus().length} cores`;
    const table = { ...describeProvenance('npm run verify -- tests'), environment, passed, seconds };
    writeFile('docs/tables/tests.json', `${JSON.stringify(table, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
