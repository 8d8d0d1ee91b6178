import { describe, expect, it, vi } from 'vitest';
import { LatestUpload } from './latest-upload.ts';

const retryOptions = { signal: new AbortController().signal, onFault: () => undefined, firstDelayMs: 1 };

describe('LatestUpload', () => {
  it('uploads the newest version only', async () => {
    const put = vi.fn(async () => undefined);
    const upload = new LatestUpload(put, retryOptions);
    for (const version of ['1', '2', '3']) upload.offer(version);
    upload.open();
    await upload.idle();
    expect(put.mock.calls).toEqual([['3']]);
  });

  it('takes the newest version when it tries again', async () => {
    const seen: unknown[] = [];
    const upload = new LatestUpload(async (body) => {
      seen.push(body);
      if (seen.length > 1) return;
      upload.offer('new');
      throw new Error('fault');
    }, retryOptions);
    upload.open();
    upload.offer('old');
    await upload.idle();
    expect(seen).toEqual(['old', 'new']);
  });

  it('forgets what waits when it is closed', async () => {
    const put = vi.fn(async () => undefined);
    const upload = new LatestUpload(put, retryOptions);
    upload.offer('old');
    upload.close();
    upload.open();
    await upload.idle();
    expect(put).not.toHaveBeenCalled();
  });
});
