/** The parts of the api's answers that the tests look at. */
import { z } from 'zod';

const owner = z.looseObject({ id: z.string(), username: z.string() }).nullable();

const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const sessionAnswer = z.looseObject({ user: z.looseObject({ id: z.string() }), accessToken: z.string() });

export const streamAnswer = z.looseObject({
  id: z.string(),
  namespace: z.string(),
  name: z.string(),
  title: z.string(),
  visibility: z.string(),
  owner,
  state: z.string(),
  isReady: z.boolean(),
  isSuspended: z.boolean(),
  viewers: z.number(),
  availableQualities: z.array(z.string()),
  sessionId: z.string().nullable(),
  playbackPath: z.string(),
  thumbnailUrl: z.string().nullable(),
});
export type StreamAnswer = z.output<typeof streamAnswer>;

const obsFields = z.object({ server: z.string(), streamKey: z.string(), password: z.string() });

export const ingestAnswer = z.looseObject({
  url: z.string(),
  obs: z.object({ oneUrl: obsFields, serverAndKey: obsFields }),
});

export const streamGrantAnswer = z.looseObject({
  path: z.string(),
  playbackPath: z.string(),
  nativePlaybackPath: z.string(),
});

export const recordingAnswer = z.looseObject({
  id: z.string(),
  namespace: z.string(),
  name: z.string(),
  streamName: z.string(),
  state: z.string(),
  videoId: z.string().nullable(),
  missingSegments: z.number().nullable(),
  gaps: z.array(z.unknown()),
});
export type RecordingAnswer = z.output<typeof recordingAnswer>;

export const videoAnswer = z.looseObject({
  id: z.string(),
  title: z.string(),
  owner,
  tags: z.array(z.string()),
  durationSeconds: z.number(),
  thumbnailUrl: z.string().nullable(),
  viewCount: z.number(),
  likeCount: z.number(),
});
export type VideoAnswer = z.output<typeof videoAnswer>;

export const videoGrantAnswer = z.looseObject({
  path: z.string(),
  files: z.object({
    video: z.string(),
    thumbnail: z.string(),
    storyboard: z.string(),
    storyboardImage: z.string(),
  }),
});

export const problemAnswer = z.looseObject({ status: z.number(), code: z.string(), detail: z.string() });

export const streamListAnswer = listOf(streamAnswer);
export const recordingListAnswer = listOf(recordingAnswer);
export const videoListAnswer = listOf(videoAnswer);
