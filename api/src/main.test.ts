import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');

const run = (...parameters: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...parameters], { encoding: 'utf8', env: {} });
  return { status, stdout, stderr };
};

const usage = expect.stringContaining('Usage: main.js [serve | migrate]');

describe('main', () => {
  it.each([
    [['--help'], { status: 0, stdout: usage, stderr: '' }],
    [['bogus'], { status: 64, stdout: '', stderr: usage }],
    [['migrate'], { status: 78, stdout: expect.stringContaining('KUBECAST_POSTGRES_ADMIN'), stderr: '' }],
  ])('answers the arguments %j', (parameters, expected) => {
    expect(run(...parameters)).toEqual(expected);
  });
});
