/**
 * Sums the JSON reports of the test suites: `sum-tests.ts <directory> <suite>…`. Names what failed and why, prints
 * `N passed, N failed` as its last line, and exits with 1 unless every suite ran and nothing failed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

const reportSchema = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

interface Sum {
  readonly passed: number;
  readonly failures: readonly string[];
}

const readReport = (path: string) => {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
};

type FileResult = z.infer<typeof reportSchema>['testResults'][number];

/** Enough to know it again; the suite's own output has all of it. */
const longestReason = 200;

const firstLine = (message = ''): string =>
  stripVTControlCharacters(message).split('\n', 1)[0]?.slice(0, longestReason) ?? '';

/** A file that could not even be loaded has no assertions: it counts as one failure. */
const failuresOf = ({ name, status, message, assertionResults }: FileResult): readonly string[] => {
  const failed = assertionResults
    .filter((result) => result.status === 'failed')
    .map(({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages?.[0])}`);
  return status === 'failed' && failed.length === 0 ? [`${name}: ${firstLine(message)}`] : failed;
};

const sumSuite = (directory: string, suite: string): Sum => {
  const report = readReport(join(directory, `${suite}.json`));
  if (!report) return { passed: 0, failures: [`the suite ${suite} left no report`] };
  const passed = report.testResults
    .flatMap((file) => file.assertionResults)
    .filter(({ status }) => status === 'passed');
  const failures = report.testResults.flatMap(failuresOf);
  const silent = !report.success && failures.length === 0 ? [`the suite ${suite} failed outside its tests`] : [];
  return { passed: passed.length, failures: [...failures, ...silent].map((failure) => `${suite}: ${failure}`) };
};

const [directory = '', ...suites] = process.argv.slice(2);
const sums = suites.map((suite) => sumSuite(directory, suite));
const failures = sums.flatMap((sum) => sum.failures);
const passed = sums.reduce((total, sum) => total + sum.passed, 0);
for (const failure of failures) console.log(`failed  ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0;
