// Generated from crds/recordings.yaml by `npm run generate -w @kubecast/crds`. Change the YAML, not this file.

/** What is recorded, and how long it is kept. */
export interface RecordingSpec {
  /** The recorded session. It cannot change. */
  readonly source: {
    /** Name of the LiveStream, in the same namespace. It may be deleted by now: its segments stay in the object store. */
    readonly liveStream: string;
    /** Id of the session, as in the LiveStream's `status.session.id`: `YYYYMMDD-hhmmss-xxxx`. */
    readonly session: string;
  };
  /** The part of the session that is recorded, for a clip. Left out, all of it. It cannot change. */
  readonly range?: {
    /** Where the clip begins, RFC 3339, with the zone's offset or `Z`. The clip begins with the segment that is on then. Before the session's start means its start. */
    readonly from: string;
    /** Where the clip ends, RFC 3339. The segment that is on then is its last. After the session's end means its end; while the session is live, the clip is made as soon as it has come so far. */
    readonly to: string;
  };
  /** Name of the rendition that is recorded; copied from the stream's `recording.rendition`. Left out, or where the session lacks it, the highest that the session has. It cannot change. */
  readonly rendition?: string;
  /** Title for people, free text of at most 200 characters; copied from the stream. */
  readonly title?: string;
  /** `Public`: anyone may watch. `Private`: only with a grant. Copied from the stream. Default Public. */
  readonly visibility: 'Public' | 'Private';
  /** Id of the user who owns the recording in the web app; copied from the stream's annotation `kubecast.dev/owner`. Left out, it is the administrators'. */
  readonly owner?: string;
  /** Days until the Recording is deleted once it is complete, 1 to 36500, from the end of what it recorded, or from when it was made if that is later; copied from the stream. Left out, or while it is not complete, it is kept until someone deletes it. */
  readonly retentionDays?: number;
  /** What becomes of the objects in the object store when the Recording is deleted: `Delete` removes them, `Retain` leaves them. Default Delete. */
  readonly deletionPolicy: 'Delete' | 'Retain';
}

/** What is recorded, and how long it is kept. */
export interface RecordingSpecInput {
  /** The recorded session. It cannot change. */
  readonly source: {
    /** Name of the LiveStream, in the same namespace. It may be deleted by now: its segments stay in the object store. */
    readonly liveStream: string;
    /** Id of the session, as in the LiveStream's `status.session.id`: `YYYYMMDD-hhmmss-xxxx`. */
    readonly session: string;
  };
  /** The part of the session that is recorded, for a clip. Left out, all of it. It cannot change. */
  readonly range?: {
    /** Where the clip begins, RFC 3339, with the zone's offset or `Z`. The clip begins with the segment that is on then. Before the session's start means its start. */
    readonly from: string;
    /** Where the clip ends, RFC 3339. The segment that is on then is its last. After the session's end means its end; while the session is live, the clip is made as soon as it has come so far. */
    readonly to: string;
  };
  /** Name of the rendition that is recorded; copied from the stream's `recording.rendition`. Left out, or where the session lacks it, the highest that the session has. It cannot change. */
  readonly rendition?: string;
  /** Title for people, free text of at most 200 characters; copied from the stream. */
  readonly title?: string;
  /** `Public`: anyone may watch. `Private`: only with a grant. Copied from the stream. Default Public. */
  readonly visibility?: 'Public' | 'Private';
  /** Id of the user who owns the recording in the web app; copied from the stream's annotation `kubecast.dev/owner`. Left out, it is the administrators'. */
  readonly owner?: string;
  /** Days until the Recording is deleted once it is complete, 1 to 36500, from the end of what it recorded, or from when it was made if that is later; copied from the stream. Left out, or while it is not complete, it is kept until someone deletes it. */
  readonly retentionDays?: number;
  /** What becomes of the objects in the object store when the Recording is deleted: `Delete` removes them, `Retain` leaves them. Default Delete. */
  readonly deletionPolicy?: 'Delete' | 'Retain';
}

/** What the operator observed. */
export interface RecordingStatus {
  /** The `metadata.generation` that this status was made for. */
  readonly observedGeneration?: number;
  /** The value of the annotation `kubecast.dev/retry` that was acted on last. */
  readonly handledRetry?: string;
  /** `Complete`: the video is there and was checked. `Failed`: it cannot be made, the message says why. `Ready`: the video can be played. `Reconciling`: the operator still works on it, or the session still runs. `Stalled`: a person must act, the message says how. */
  readonly conditions?: readonly {
    /** What the condition is about. */
    readonly type: string;
    /** Whether it holds. */
    readonly status: 'True' | 'False' | 'Unknown';
    /** Why, in one word for programs. */
    readonly reason: string;
    /** Why, for people, and what to do. */
    readonly message: string;
    /** When `status` last changed. */
    readonly lastTransitionTime: string;
    /** The `metadata.generation` that the condition was made for. */
    readonly observedGeneration?: number;
  }[];
  /** When the recorded media begins. */
  readonly startedAt?: string;
  /** When the recorded media ends. */
  readonly endedAt?: string;
  /** Playing time, in seconds. Gaps do not count. */
  readonly durationSeconds?: number;
  /** `durationSeconds` for people: `1h2m5s`. */
  readonly duration?: string;
  /** Size of the video, in bytes. */
  readonly sizeBytes?: number;
  /** `sizeBytes` for people: `1.4 GiB`. */
  readonly size?: string;
  /** Width of the picture, in pixels. */
  readonly width?: number;
  /** Height of the picture, in pixels. */
  readonly height?: number;
  /** How many segments the video was made from. */
  readonly segments?: number;
  /** How many segments of the session were not in the object store, or could not be used. */
  readonly missingSegments?: number;
  /** Where the session had no media, for example while the encoder was away. The first 100. */
  readonly gaps?: readonly {
    /** When the gap began. */
    readonly at: string;
    /** How long it lasted, in seconds. */
    readonly seconds: number;
  }[];
  /** The video, a fast-start MP4. */
  readonly video?: {
    /** Bucket in the object store. */
    readonly bucket: string;
    /** Key of the object. */
    readonly key: string;
  };
  /** A picture of the video, JPEG. */
  readonly thumbnail?: {
    /** Bucket in the object store. */
    readonly bucket: string;
    /** Key of the object. */
    readonly key: string;
  };
  /** Preview pictures for the seek bar, WebVTT beside its JPEG. */
  readonly storyboard?: {
    /** Bucket in the object store. */
    readonly bucket: string;
    /** Key of the WebVTT object. */
    readonly key: string;
  };
}
