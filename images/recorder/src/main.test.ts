import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));

const run = (environment: Readonly<Record<string, string>>, ...args: readonly string[]) =>
  spawnSync(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH, ...environment },
    encoding: 'utf8',
  });

describe('main', () => {
  it('names every bad value and exits with 78 when its configuration is wrong', () => {
    const { status, stdout } = run({ KUBECAST_RECORDER: '{"namespace": ""}' });
    expect(status).toBe(78);
    expect(stdout).toContain('KUBECAST_RECORDER.namespace');
    expect(stdout).toContain('KUBECAST_RECORDER.session');
  });

  it('asks for its configuration when there is none', () => {
    const { status, stdout } = run({});
    expect(status).toBe(78);
    expect(stdout).toContain('KUBECAST_RECORDER');
  });

  it('explains itself', () => {
    const { status, stdout } = run({}, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('Exit codes: 0 complete, 65 failed, 75 try again, 78 configuration');
  });
});
