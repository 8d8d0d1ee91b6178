import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let directory: string;

const report = (suite: string, ...statuses: readonly string[]): void => {
  const failureMessages = ['\u001b[31mwaited in vain\u001b[39m\n    at x'];
  const assertionResults = statuses.map((status, index) => ({ fullName: `test ${index}`, status, failureMessages }));
  const success = !statuses.includes('failed');
  const file = { name: 'a.test.ts', status: success ? 'passed' : 'failed', message: '', assertionResults };
  writeFileSync(join(directory, `${suite}.json`), JSON.stringify({ success, testResults: [file] }));
};

const sum = (...suites: readonly string[]) => {
  const script = join(import.meta.dirname, 'sum-tests.ts');
  const { status, stdout } = spawnSync(process.execPath, [script, directory, ...suites], { encoding: 'utf8' });
  return { status, lines: stdout.trim().split('\n') };
};

describe('sum-tests', () => {
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'sum-tests-'));
    report('good', 'passed', 'passed', 'pending');
    report('bad', 'passed', 'failed');
    const broken = { name: 'b.test.ts', status: 'failed', message: 'cannot load\nat x', assertionResults: [] };
    writeFileSync(join(directory, 'broken.json'), JSON.stringify({ success: false, testResults: [broken] }));
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  it.each([
    ['nothing failed', ['good'], 0, ['2 passed, 0 failed']],
    ['a test failed', ['good', 'bad'], 1, ['failed  bad: test 1: waited in vain', '3 passed, 1 failed']],
    ['a file could not be loaded', ['broken'], 1, ['failed  broken: b.test.ts: cannot load', '0 passed, 1 failed']],
    ['a suite left no report', ['good', 'lost'], 1, ['failed  the suite lost left no report', '2 passed, 1 failed']],
  ])('ends with the sum and the right status when %s', (_, suites, status, lines) => {
    expect(sum(...suites)).toEqual({ status, lines });
  });
});
