/** Prints how long each folder of tests took and the closing line: `tsx print-totals.ts REPORT…`, reports of vitest. */
import { existsSync, readFileSync } from 'node:fs';
import { closingLine, secondsByFolder, sumTests, type TestReport } from './sumTests.ts';

const reports = process.argv.slice(2).map(read);
for (const report of reports) {
  for (const [folder, seconds] of report ? secondsByFolder(report) : [])
    console.log(`── test/${folder}: ${seconds} s`);
}
const totals = sumTests(reports);
console.log(closingLine(totals));
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;

function read(path: string): TestReport | null {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}
