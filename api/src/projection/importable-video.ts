/** What a Recording that is complete becomes: which objects are copied where, and the words and facts of the row. Pure. */
import { posix } from 'node:path';
import { recordingConditions } from '@kubecast/crds/conditions';
import type { Recording, RecordingStatus } from '@kubecast/crds/recording';
import { recordingFiles, recordingPrefix } from '@kubecast/media/recording-keys';
import { findCondition } from '@kubecast/runtime/condition';
import { StalledError } from '@kubecast/runtime/reconcile-error';
import { ownerIdFor } from './owner-id.ts';
import { recordingTitle } from './project-recording.ts';
import { storableJson, storableTime } from './storable.ts';
import { videoIdFor } from './video-id.ts';

/** One object to copy, from the bucket of recordings into that of videos. */
export interface VideoFile {
  readonly sourceKey: string;
  readonly targetKey: string;
  readonly contentType: string;
}

/** `videos` as a Recording fills it. `gaps` is JSON. */
export interface ImportedVideo {
  readonly id: string;
  readonly recordingId: string;
  readonly namespace: string;
  readonly streamName: string;
  readonly ownerId: string | null;
  readonly title: string;
  readonly visibility: 'public' | 'private';
  readonly durationSeconds: number;
  readonly sizeBytes: number;
  readonly width: number;
  readonly height: number;
  readonly gaps: string;
  readonly recordedAt: Date | null;
  /** When the recording was complete. */
  readonly createdAt: Date | null;
}

/** What is copied, and what the row says. */
export interface ImportableVideo {
  readonly row: ImportedVideo;
  readonly video: VideoFile;
  readonly thumbnail: VideoFile | undefined;
  /** The picture, then the WebVTT that refers to it; both or none. */
  readonly storyboard: readonly VideoFile[];
}

type StoredAt = NonNullable<RecordingStatus['video']>;

const titleLength = 200;

/** The names of a video's objects: as those of a Recording's. */
export const videoFiles = {
  video: recordingFiles.video,
  thumbnail: recordingFiles.thumbnail,
  storyboard: recordingFiles.storyboard,
  storyboardImage: recordingFiles.storyboardImage,
} as const;

/** The folder of a video in its bucket. */
export const videoPrefix = (id: string): string => `${id}/`;

const checkPlace = (at: StoredAt, recording: Recording, bucket: string): void => {
  const { namespace, name } = recording.metadata;
  const { liveStream: stream, session } = recording.spec.source;
  const place = recordingPrefix({ namespace, stream, session, recording: name });
  // The file's name is all that may follow: `..` would lead elsewhere.
  if (at.bucket === bucket && `${posix.dirname(at.key)}/` === place) return;
  throw new StalledError(
    'RecordingElsewhere',
    `Could not import Recording ${namespace}/${name}: its status names ${at.bucket}/${at.key}, which is not its place in the bucket ${bucket}; check the buckets of operator and api`,
  );
};

const fileAt = (id: string, key: string, file: string, contentType: string): VideoFile => ({
  sourceKey: key,
  targetKey: `${videoPrefix(id)}${file}`,
  contentType,
});

const storyboardFiles = (id: string, at: StoredAt | undefined): readonly VideoFile[] => {
  if (!at) return [];
  return [
    fileAt(id, posix.join(posix.dirname(at.key), videoFiles.storyboardImage), videoFiles.storyboardImage, 'image/jpeg'),
    fileAt(id, at.key, videoFiles.storyboard, 'text/vtt'),
  ];
};

const rowFor = (recording: Recording, completeSince: string): ImportedVideo => {
  const { metadata, spec, status = {} } = recording;
  return {
    id: videoIdFor(metadata.uid),
    recordingId: metadata.uid,
    namespace: metadata.namespace,
    streamName: spec.source.liveStream,
    ownerId: ownerIdFor(spec.owner),
    title: Array.from(recordingTitle(recording)).slice(0, titleLength).join(''),
    visibility: spec.visibility === 'Private' ? 'private' : 'public',
    durationSeconds: status.durationSeconds ?? 0,
    sizeBytes: status.sizeBytes ?? 0,
    width: status.width ?? 0,
    height: status.height ?? 0,
    gaps: storableJson(status.gaps ?? []),
    recordedAt: storableTime(status.startedAt),
    createdAt: storableTime(completeSince),
  };
};

/** Whether it becomes a video: it is complete, and nobody deletes it. */
export const isImportable = ({ metadata, status }: Recording): boolean =>
  metadata.deletionTimestamp === undefined &&
  findCondition(status?.conditions ?? [], recordingConditions.complete)?.status === 'True';

/**
 * Undefined for a Recording that becomes no video, or not yet.
 *
 * @throws StalledError when its status names objects that are not its own
 */
export const importableVideo = (recording: Recording, bucket: string): ImportableVideo | undefined => {
  const complete = findCondition(recording.status?.conditions ?? [], recordingConditions.complete);
  const { video, thumbnail, storyboard } = recording.status ?? {};
  if (!isImportable(recording) || !complete || !video) return undefined;
  for (const at of [video, thumbnail, storyboard]) if (at) checkPlace(at, recording, bucket);
  const row = rowFor(recording, complete.lastTransitionTime);
  return {
    row,
    video: fileAt(row.id, video.key, videoFiles.video, 'video/mp4'),
    thumbnail: thumbnail && fileAt(row.id, thumbnail.key, videoFiles.thumbnail, 'image/jpeg'),
    storyboard: storyboardFiles(row.id, storyboard),
  };
};
