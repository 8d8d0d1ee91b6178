import { segmentName } from '@kubecast/media/keys';
import { describe, expect, it } from 'vitest';
import { playlistIntervalMs, RungUploader, type SpoolEntry } from './rung-uploader.ts';

const entry = (sequence: number): SpoolEntry => ({
  session: '20260102-030405-abcd',
  rendition: '720p',
  fileName: segmentName({ epoch: 1, sequence, startUnixMs: sequence * 1000, durationMs: 1000 }),
  epoch: 1,
  bytes: 100,
  readyAtMs: 0,
  written: Promise.resolve(),
});

describe('playlistIntervalMs', () => {
  it.each([
    [1_000, 0],
    [99_000, 0],
    [200_000, 4_000],
    [1_400_000, 28_000],
    [9_000_000, 30_000],
  ])('is, after %i bytes, %i ms', (bytes, intervalMs) => expect(playlistIntervalMs(bytes)).toBe(intervalMs));
});

describe('RungUploader', () => {
  const uploadAll = async (lengthOfPlaylist: number) => {
    const done: string[] = [];
    let playlists = 0;
    const uploader = new RungUploader({
      claimed: async () => {},
      upload: async () => true,
      putPlaylist: async () => {
        playlists += 1;
        return lengthOfPlaylist;
      },
      done: ({ fileName }) => done.push(fileName),
    });
    const upload = async (sequence: number): Promise<void> => {
      uploader.add(entry(sequence));
      await expect.poll(() => done.length).toBe(sequence + 1);
    };
    for (const sequence of [0, 1, 2]) await upload(sequence);
    return { uploader, playlists: () => playlists };
  };

  it('writes a short playlist behind every segment', async () => {
    const { playlists } = await uploadAll(1_000);
    expect(playlists()).toBe(3);
  });

  it('leaves segments out of a long playlist until the epoch is over', async () => {
    const { uploader, playlists } = await uploadAll(1_400_000);
    expect(playlists()).toBe(1);
    uploader.flush();
    await expect.poll(playlists).toBe(2);
  });
});
