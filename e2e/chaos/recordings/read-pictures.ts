/** What the pictures of a piece of media say of themselves, and what ffprobe says of a video. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFrameNumbers } from '@kubecast/media/testing/frame-numbers';
import { ffprobe } from '../../src/ffprobe.ts';
import { readMomentsIn } from '../../src/moments-in-media.ts';
import type { Pictures, VideoFile } from './observation.ts';

/** Where the media came from: streamed pictures say when they were drawn, made ones count. */
export type PictureSource = 'streamed' | 'made';

const inFile = async <T>(media: Buffer, work: (path: string) => Promise<T>): Promise<T> => {
  const directory = await mkdtemp(join(tmpdir(), 'kubecast-chaos-'));
  try {
    const path = join(directory, 'media.mp4');
    await writeFile(path, media);
    return await work(path);
  } finally {
    await rm(directory, { recursive: true });
  }
};

/** Decodes all of it. `media` is an initialisation section with its segments, or a fast-start MP4. */
export const readPictures = (media: Buffer, source: PictureSource): Promise<Pictures> =>
  source === 'streamed' ? readMomentsIn(media, Date.now()) : inFile(media, readFrameNumbers);

/** Decodes all of a video, and has its file checked. */
export const readVideo = async (media: Buffer, source: PictureSource): Promise<VideoFile> => {
  const options = ['-select_streams', 'v:0', '-show_packets'] as const;
  const { packets, complaints } = await inFile(media, (path) => ffprobe(path, ...options));
  const ticks = packets.map(({ pts }) => pts).toSorted((a, b) => a - b);
  return { pictures: await readPictures(media, source), complaints, ticks };
};
