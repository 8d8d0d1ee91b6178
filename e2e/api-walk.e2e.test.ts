/** The walk by curl that the guide shows. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { streamListAnswer, videoListAnswer } from './src/api-answers.ts';
import { ApiClient } from './src/api-client.ts';
import { webUrl } from './src/browser.ts';
import { deleteAccount } from './src/delete-account.ts';

const run = promisify(execFile);
const script = join(import.meta.dirname, '..', 'examples', 'api-walk.sh');

describe('examples/api-walk.sh', () => {
  it('goes from an account to a video, and leaves nothing but the account', async () => {
    // A failure has both too, and an account that has to go.
    const options = ['--url', webUrl, '--seconds', '5'];
    const { stdout, stderr } = await run(script, options, { timeout: 280_000 }).catch((error) => error);
    const [, username = ''] = /Registering (walk-[0-9a-f]{8})/.exec(stdout) ?? [];
    try {
      expect(stderr).toBe('');
      expect(stdout.match(/^== .+/gm)).toEqual([
        `== Registering ${username}`,
        '== Making a stream',
        '== Streaming a test picture there',
        '== Watching it',
        '== Ending it',
        '== Its video',
        '== Deleting what was made',
      ]);
      expect(stdout).toContain('It plays without an error');
      const anyone = new ApiClient();
      const streams = await anyone.readAll(streamListAnswer, '/streams');
      expect(streams.filter(({ owner }) => owner?.username === username)).toEqual([]);
      expect((await anyone.read(videoListAnswer, `/videos?owner=${username}`)).items).toEqual([]);
    } finally {
      await deleteAccount(username);
    }
  });

  it('says which options there are, and which there are not', async () => {
    expect((await run(script, ['--help'])).stdout).toContain('--seconds N');
    await expect(run(script, ['--fast'])).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('--fast') });
  });
});
