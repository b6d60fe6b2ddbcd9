/** What the JSON reports of several vitest runs come to. */

/** The part of vitest's JSON report that is read here. */
export interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  /** A file that fails as a whole, by a wrong import for one, has no failed test in it. */
  readonly testResults: readonly TestFile[];
}

interface TestFile {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly unknown[];
  /** Milliseconds since 1970. */
  readonly startTime: number;
  readonly endTime: number;
}

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** @param reports - `null` for a run that left no report: that counts as one failure, for nothing is known of it. */
export function sumTests(reports: readonly (TestReport | null)[]): Totals {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const report of reports) {
    totals.passed += report?.numPassedTests ?? 0;
    totals.failed += report ? report.numFailedTests + brokenFiles(report) : 1;
    totals.skipped += report?.numPendingTests ?? 0;
  }
  return totals;
}

/** The last line of a CI run. */
export function closingLine({ passed, failed, skipped }: Totals): string {
  return `Total: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Wall-clock seconds of each folder below `test/`, from the start of its first file to the end of its last. */
export function secondsByFolder(report: TestReport): Map<string, number> {
  const spans = new Map<string, [number, number]>();
  for (const { name, startTime, endTime } of report.testResults) {
    const folder = /[\\/]test[\\/](\w+)[\\/]/.exec(name)?.[1] ?? 'elsewhere';
    const [start, end] = spans.get(folder) ?? [startTime, endTime];
    spans.set(folder, [Math.min(start, startTime), Math.max(end, endTime)]);
  }
  return new Map([...spans].map(([folder, [start, end]]) => [folder, Math.round((end - start) / 1000)]));
}

function brokenFiles({ testResults }: TestReport): number {
  return testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0).length;
}
