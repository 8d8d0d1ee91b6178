import { execFileSync } from 'node:child_process';
import { createLogger } from '@kubecast/media/logger';
import { describe, expect, it, vi } from 'vitest';
import { decodeThumbnail, LiveThumbnail } from './live-thumbnail.ts';

const { signal } = new AbortController();
const logger = createLogger('test', 'silent');

/** A second of fragmented MP4, as a segment is. */
const media = (): Buffer =>
  execFileSync('ffmpeg', [
    ...['-hide_banner', '-loglevel', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25', '-t', '1'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-f', 'mp4', '-movflags', 'empty_moov+default_base_moof', 'pipe:1'],
  ]);

const jpegStart = Buffer.from([0xff, 0xd8, 0xff]);

describe('decodeThumbnail', () => {
  it('makes a JPEG of the first picture', async () => {
    const jpeg = await decodeThumbnail([media()], signal);
    expect(jpeg.subarray(0, 3)).toEqual(jpegStart);
  });

  it('rejects what is no media', async () => {
    await expect(decodeThumbnail([Buffer.from('nothing')], signal)).rejects.toThrow('Could not decode a thumbnail');
  });
});

describe('LiveThumbnail', () => {
  it('makes one of the chosen rendition, and not another one before its time', async () => {
    const onThumbnail = vi.fn();
    const thumbnail = new LiveThumbnail({ onThumbnail, logger, signal });
    const segment = media();
    thumbnail.begin('360p');
    thumbnail.setInit('360p', Buffer.alloc(0));
    thumbnail.takeSegment('720p', [segment]);
    thumbnail.takeSegment('360p', [segment]);
    thumbnail.takeSegment('360p', [segment]);
    await expect.poll(() => onThumbnail.mock.calls.length).toBe(1);
    thumbnail.takeSegment('360p', [segment]);
    expect(onThumbnail).toHaveBeenCalledTimes(1);
    expect(thumbnail.latest?.subarray(0, 3)).toEqual(jpegStart);
  });
});
