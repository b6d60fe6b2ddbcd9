import { expect, test } from 'vitest';
import { closingLine, secondsByFolder, sumTests } from '../../../scripts/ci/sumTests.ts';

const report = (passed: number, failed: number, skipped = 0, brokenFiles = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: skipped,
  testResults: [
    file(failed > 0 ? 'failed' : 'passed', [{}]),
    ...Array.from({ length: brokenFiles }, () => file('failed', [])),
  ],
});

const file = (
  status: string,
  assertionResults: unknown[],
  name = '/x/test/unit/a.test.ts',
  start = 0,
  end = 0,
) => ({
  name,
  status,
  assertionResults,
  startTime: start,
  endTime: end,
});

test('the tests of all reports are added up', () => {
  expect(sumTests([report(100, 0), report(20, 3, 1)])).toEqual({ passed: 120, failed: 3, skipped: 1 });
});

test('a file that could not be loaded and a run without a report are failures', () => {
  expect(sumTests([report(5, 0, 0, 2), null])).toEqual({ passed: 5, failed: 3, skipped: 0 });
});

test('the closing line is in the plain form, skipped tests only where there are some', () => {
  expect(closingLine({ passed: 120, failed: 0, skipped: 0 })).toBe('Total: 120 passed, 0 failed');
  expect(closingLine({ passed: 1, failed: 2, skipped: 3 })).toBe('Total: 1 passed, 2 failed, 3 skipped');
});

test('the seconds of a folder are those from its first start to its last end', () => {
  const testResults = [
    file('passed', [{}], '/x/test/unit/a.test.ts', 1_000, 3_000),
    file('passed', [{}], 'C:\\x\\test\\unit\\b.test.ts', 2_000, 6_000),
    file('passed', [{}], '/x/test/e2e/c.test.ts', 6_000, 7_000),
  ];
  expect(secondsByFolder({ ...report(3, 0), testResults })).toEqual(
    new Map([
      ['unit', 5],
      ['e2e', 1],
    ]),
  );
});
