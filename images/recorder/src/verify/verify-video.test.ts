import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSession } from '@kubecast/media/testing/made-session';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DrawnVideo, drawVideo } from '../testing/draw-video.ts';
import { assembleSession, madeRendition, madeStream } from '../testing/made-video.ts';
import { openVideo } from '../video-file/open-video.ts';
import { type DecoderComplaint, pieceStarts } from './decode-samples.ts';
import type { ExpectedVideo } from './find-differences.ts';
import { expectedOf, verifyVideo } from './verify-video.ts';

const drawn: DrawnVideo = { picture: 'testsrc2=size=320x180:rate=10:duration=6', keyframeFrames: 20 };
const expected = { frames: 60, durationSeconds: 6, width: 320, height: 180 };

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'verify-'));
});

afterAll(async () => {
  await rm(directory, { recursive: true });
});

/** Gives what the decoder complains of. */
const verify = async (path: string, facts: ExpectedVideo = expected): Promise<readonly DecoderComplaint[]> => {
  const video = await openVideo(path);
  const complaints: DecoderComplaint[] = [];
  const onComplaint = (complaint: DecoderComplaint): void => void complaints.push(complaint);
  const { signal } = new AbortController();
  const job = { path, video, expected: facts, onProgress: () => undefined, onComplaint, signal };
  await verifyVideo(job).finally(() => video.close());
  return complaints;
};

/** Overwrites bytes in the middle of the file. */
const damage = async (path: string): Promise<void> => {
  const file = await open(path, 'r+');
  const { size } = await file.stat();
  await file.write(Buffer.alloc(2000, 0xff), 0, 2000, Math.floor(size / 2));
  await file.close();
};

describe('verifyVideo', () => {
  it('accepts what is as expected', async () => {
    const path = join(directory, 'good.mp4');
    await drawVideo(path, drawn);
    expect(await verify(path)).toEqual([]);
  });

  it.each([50, 60])('accepts one picture of %d a second, shorter than a frame of sound', async (frameRate) => {
    const store = new MemoryStore();
    const epochs = [{ seconds: 1 / frameRate }];
    const { session } = await makeSession({
      store,
      stream: madeStream,
      epochs,
      frameRate,
      renditions: [madeRendition],
    });
    const video = await assembleSession(session, { store, workDirectory: directory });
    expect(video.frames).toBe(1);
    expect(await verify(video.path, expectedOf(video))).toEqual([]);
  });

  it('says what differs', async () => {
    const path = join(directory, 'short.mp4');
    await drawVideo(path, drawn);
    const message = /it has 60 frames instead of 90; it lasts 6 s instead of 9 s/;
    await expect(verify(path, { ...expected, frames: 90, durationSeconds: 9 })).rejects.toThrow(message);
  });

  it('refuses an index behind the media', async () => {
    const path = join(directory, 'slow.mp4');
    await drawVideo(path, { ...drawn, options: ['-movflags', '0'] });
    await expect(verify(path)).rejects.toMatchObject({ code: 'VerificationFailed' });
  });

  it('accepts what a decoder complains of, and tells where', async () => {
    const path = join(directory, 'damaged.mp4');
    await drawVideo(path, drawn);
    await damage(path);
    expect(await verify(path)).toEqual([{ startSeconds: 0, detail: expect.stringContaining('ffmpeg ended with') }]);
  });
});

describe('pieceStarts', () => {
  it.each([
    [0.1, [0]],
    [10, [0]],
    [12, [0, 2, 5, 7, 10]],
    [3600, [0, 899, 1799, 2698, 3598]],
  ])('of %d s are %o', (seconds, starts) => {
    expect(pieceStarts(seconds)).toEqual(starts);
  });
});
