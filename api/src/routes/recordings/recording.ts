/** A Recording as its row tells of it, and what became of it: one session of a stream, or a clip of one. */

/** `waiting`: the session still runs, or its turn has not come. */
export const recordingStates = ['waiting', 'working', 'complete', 'failed'] as const;

/** One of {@link recordingStates}. */
export type RecordingState = (typeof recordingStates)[number];

/** `none`: there is nothing to publish, or not yet; `importing`: it is complete and becomes a video. */
export const videoStates = ['none', 'importing', 'published', 'deleted'] as const;

/** One of {@link videoStates}. */
export type VideoState = (typeof videoStates)[number];

export interface RecordingOwner {
  readonly id: string;
  readonly username: string;
  readonly displayName: string | null;
}

export interface RecordingGap {
  /** RFC 3339. */
  readonly at: string;
  readonly seconds: number;
}

export interface Recording {
  /** The resource's uid. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly streamName: string;
  readonly sessionId: string;
  /** Null: the administrators'. */
  readonly ownerId: string | null;
  readonly title: string;
  readonly visibility: 'public' | 'private';
  /** Of a clip. */
  readonly range: { readonly from: Date; readonly to: Date } | null;
  readonly state: RecordingState;
  readonly reason: string;
  readonly message: string;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly durationSeconds: number | null;
  readonly sizeBytes: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly segments: number | null;
  readonly missingSegments: number | null;
  readonly gaps: readonly RecordingGap[];
  readonly createdAt: Date;
  /** As Postgres writes it, with its microseconds. */
  readonly createdAtText: string;
}

/** What `vod_db` knows of recordings: their videos, and their owners' names. */
export interface Publication {
  readonly owner: RecordingOwner | null;
  readonly video: { readonly state: VideoState; readonly id: string | null };
}
