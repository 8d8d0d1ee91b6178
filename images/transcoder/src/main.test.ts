import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));

describe('main', () => {
  it('names every bad variable and exits with 78 when its configuration is wrong', () => {
    const env = { PATH: process.env.PATH, KUBECAST_TRANSCODER: '{"namespace": ""}' };
    const { status, stdout } = spawnSync(process.execPath, [program], { env, encoding: 'utf8' });
    expect(status).toBe(78);
    expect(stdout).toContain('KUBECAST_TRANSCODER.liveStreamUid');
    expect(stdout).toContain('POD_UID');
  });
});
