/** Videos that no session was recorded for: painted, filmed, put into the bucket and registered as a service does it. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ObjectStore } from '@kubecast/media/object-store';
import { layoutStoryboard } from '@kubecast/recorder/src/pictures/storyboard-layout.ts';
import { buildStoryboardVtt } from '@kubecast/recorder/src/pictures/storyboard-vtt.ts';
import { type VideoAnswer, videoAnswer } from './api-answers.ts';
import { webUrl } from './browser.ts';
import { type Film, filmLandscape } from './landscape/film-landscape.ts';

const run = promisify(execFile);

/** What is said of it; the rest is as the api has it. */
export interface ImportedVideo {
  readonly title: string;
  readonly ownerId: string;
  readonly description?: string;
  readonly category?: string;
  readonly tags?: readonly string[];
  readonly visibility?: 'public' | 'unlisted' | 'private';
  readonly recordedAt?: string;
  readonly gaps?: readonly { readonly at: string; readonly seconds: number }[];
}

/** The buckets, and a key of the services. */
export interface ImportDesk {
  readonly videos: ObjectStore;
  readonly serviceKey: string;
}

const contentTypes = {
  'video.mp4': 'video/mp4',
  'thumbnail.jpg': 'image/jpeg',
  'storyboard.jpg': 'image/jpeg',
  'storyboard.vtt': 'text/vtt',
} as const;

const ffmpeg = (...words: readonly string[]) => run('ffmpeg', ['-y', '-hide_banner', '-loglevel', 'error', ...words]);

/** Makes the four files of a video in `directory`, as the recorder does. */
const makeFiles = async (film: Film, directory: string): Promise<void> => {
  const video = join(directory, 'video.mp4');
  await filmLandscape(film, video);
  const layout = layoutStoryboard(film.seconds, film);
  const { intervalSeconds, columns, rows, tileWidth, tileHeight } = layout;
  const tiles = `fps=1/${intervalSeconds},scale=${tileWidth}:${tileHeight},tile=${columns}x${rows}`;
  await ffmpeg('-i', video, '-vf', tiles, '-frames:v', '1', join(directory, 'storyboard.jpg'));
  await ffmpeg('-i', video, '-frames:v', '1', '-q:v', '4', join(directory, 'thumbnail.jpg'));
  await writeFile(join(directory, 'storyboard.vtt'), buildStoryboardVtt(layout, film.seconds, 'storyboard.jpg'));
};

/** A busy machine may lose a forwarded connection: what is put twice is there once. */
const upload = async (store: ObjectStore, id: string, directory: string): Promise<void> => {
  for (const [file, contentType] of Object.entries(contentTypes)) {
    const body = await readFile(join(directory, file));
    const put = (): Promise<void> => store.put(`${id}/${file}`, body, { contentType });
    await put().catch(put);
  }
};

/** Public unless told. Its objects go when the video is deleted. Throws with the api's own words. */
export const importVideo = async (
  { videos, serviceKey }: ImportDesk,
  film: Film,
  words: ImportedVideo,
): Promise<VideoAnswer> => {
  const id = randomUUID();
  const directory = await mkdtemp(join(tmpdir(), 'kubecast-video-'));
  try {
    await makeFiles(film, directory);
    await upload(videos, id, directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  const { seconds: durationSeconds, width, height } = film;
  const response = await fetch(`${webUrl}/api/videos/import`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-internal-api-key': serviceKey },
    body: JSON.stringify({ id, visibility: 'public', durationSeconds, width, height, ...words }),
  });
  if (!response.ok) throw new Error(`The import answered ${response.status}: ${await response.text()}`);
  return videoAnswer.parse(await response.json());
};
