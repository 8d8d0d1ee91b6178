/** Object keys in the bucket `recordings` (DESIGN §6). */
import type { StreamName } from './keys.ts';
import { streamPrefix } from './keys.ts';

/** One Recording of one session. `recording` is the resource's name. */
export interface RecordingName extends StreamName {
  readonly session: string;
  readonly recording: string;
}

/** `<namespace>/<stream>/<session>/<recording>/`. */
export const recordingPrefix = ({ session, recording, ...stream }: RecordingName): string =>
  `${streamPrefix(stream)}${session}/${recording}/`;

/** The objects of a Recording, below its prefix. */
export const recordingFiles = {
  video: 'video.mp4',
  thumbnail: 'thumbnail.jpg',
  storyboard: 'storyboard.vtt',
  storyboardImage: 'storyboard.jpg',
  result: 'recording.json',
  /** Left when a Recording was deleted: none is made by itself for the session again. */
  tombstone: 'deleted.json',
} as const;

/** The name of the Recording that is made by itself for a session: at most 61 characters. */
export const sessionRecordingName = (stream: string, session: string): string => `${stream}-${session}`;

/** The tombstone of a session's own Recording: while it is there, none is made by itself. */
export const tombstoneKey = (stream: StreamName, session: string): string => {
  const recording = sessionRecordingName(stream.stream, session);
  return `${recordingPrefix({ ...stream, session, recording })}${recordingFiles.tombstone}`;
};
