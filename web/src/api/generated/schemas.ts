// Generated from docs/reference/openapi.json by `npm run generate`. Change the schemas of the api.

export interface ApiSchemas {
  Condition?: Condition;
  Ingest?: Ingest;
  Ladder?: Ladder;
  Ladders?: Ladders;
  Me?: Me;
  NewClip?: NewClip;
  NewRendition?: NewRendition;
  NewStream?: NewStream;
  Owner?: Owner;
  Problem?: Problem;
  Recording?: Recording;
  Rendition?: Rendition;
  Session?: Session;
  Stream?: Stream;
  StreamChange?: StreamChange;
  StreamGrant?: StreamGrant;
  StreamSettings?: StreamSettings;
  StreamSummary?: StreamSummary;
  Video?: Video;
  VideoChange?: VideoChange;
  VideoGrant?: VideoGrant;
  VideoImport?: VideoImport;
  VideoLike?: VideoLike;
  VideoSummary?: VideoSummary;
  VideoView?: VideoView;
}
export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  /**
   * For programs
   */
  reason: string;
  /**
   * What is, and what to do
   */
  message: string;
  lastTransitionTime: string;
}
export interface Ingest {
  host: string;
  /**
   * UDP
   */
  port: number;
  streamId: string;
  /**
   * The secret part
   */
  passphrase: string;
  latencyMilliseconds: number;
  /**
   * All in one, for OBS and ffmpeg; its `latency` is in microseconds
   */
  url: string;
  /**
   * Two ways to fill in Settings → Stream; an empty field stays empty
   */
  obs: {
    oneUrl: {
      server: string;
      streamKey: string;
      /**
       * Of “Use authentication”; its user name stays empty
       */
      password: string;
    };
    serverAndKey: {
      server: string;
      streamKey: string;
      /**
       * Of “Use authentication”; its user name stays empty
       */
      password: string;
    };
  };
}
export interface Ladder {
  id: string;
  title: string;
  renditions: Rendition[];
  /**
   * Thousandths of a core, at 30 frames a second
   */
  cpuMillis: number;
  memoryMebibytes: number;
  fits: boolean | null;
}
export interface Rendition {
  name: string;
  /**
   * Even; in pixels
   */
  height: number;
  videoBitrateKbps: number;
  audioBitrateKbps: number;
}
export interface Ladders {
  /**
   * The first is the default
   */
  items: Ladder[];
}
export interface Me {
  id: string;
  username: string;
  email: string;
  displayName: string | null;
  role: 'user' | 'admin';
  createdAt: string;
}
export interface NewClip {
  streamId: string;
  /**
   * A session of the stream; else the running or last one
   */
  sessionId?: string;
  /**
   * Before the session began means its beginning
   */
  from: string;
  /**
   * After the session ended means its end; while it runs, the clip waits until it has come so far
   */
  to: string;
  /**
   * Else the stream’s
   */
  title?: string;
  /**
   * Else the stream’s
   */
  visibility?: 'public' | 'private';
}
export interface NewRendition {
  name: string;
  /**
   * Even; in pixels
   */
  height: number;
  videoBitrateKbps: number;
  audioBitrateKbps?: number;
}
export interface NewStream {
  /**
   * The ladder, highest first
   *
   * @minItems 1
   * @maxItems 8
   */
  renditions?: NewRendition[];
  /**
   * The x264 preset: towards `medium` a better picture for more CPU
   */
  encodingPreset?: 'ultrafast' | 'superfast' | 'veryfast' | 'faster' | 'fast' | 'medium';
  /**
   * SRT's
   */
  latencyMilliseconds?: number;
  segmentSeconds?: number;
  /**
   * 200 to 1000, or 0 for none
   */
  partMilliseconds?: number;
  /**
   * How far back viewers may seek
   */
  dvrWindowSeconds?: number;
  /**
   * How long a session outlives its encoder
   */
  reconnectGraceSeconds?: number;
  /**
   * Whether sessions are recorded
   */
  recordingMode?: 'always' | 'never';
  /**
   * The id of a preset (`GET /api/streams/presets`), in place of `renditions`
   */
  ladder?: string;
  /**
   * Who may watch: anyone, or only the owner
   */
  visibility?: 'public' | 'private';
  title: string;
  /**
   * One of the renditions; else the highest
   */
  recordingRendition?: string;
  /**
   * How long a Recording and its objects are kept, else until deleted. Its video stays until a person deletes that
   */
  recordingRetentionDays?: number;
}
export interface Owner {
  id: string;
  username: string;
  displayName: string | null;
}
export interface Problem {
  /**
   * Always `about:blank`: programs go by `code`
   */
  type: string;
  /**
   * What the code means
   */
  title: string;
  /**
   * The HTTP status
   */
  status: number;
  /**
   * What was attempted and what to do
   */
  detail: string;
  /**
   * Never changes its meaning; a program branches on it
   */
  code: string;
  /**
   * Names the request in the logs
   */
  requestId: string;
  /**
   * What is wrong, by the path of the field: `renditions.0.height`
   */
  fields?: {
    [k: string]: string;
  };
}
export interface Recording {
  id: string;
  namespace: string;
  name: string;
  streamName: string;
  sessionId: string;
  owner: Owner | null;
  title: string;
  visibility: 'public' | 'private';
  range: {
    from: string;
    to: string;
  } | null;
  /**
   * `waiting`: the session still runs, or its turn has not come
   */
  state: 'waiting' | 'working' | 'complete' | 'failed';
  /**
   * Why, for programs
   */
  reason: string;
  /**
   * Why, for people, and what to do; the progress while it is made
   */
  message: string;
  startedAt: string | null;
  endedAt: string | null;
  durationSeconds: number | null;
  sizeBytes: number | null;
  width: number | null;
  height: number | null;
  segments: number | null;
  missingSegments: number | null;
  /**
   * Where the session had no media; the first 100
   */
  gaps: {
    at: string;
    seconds: number;
  }[];
  /**
   * `importing`: it is complete and becomes a video
   */
  videoState: 'none' | 'importing' | 'published' | 'deleted';
  videoId: string | null;
  /**
   * False: in another namespace, and to be changed there alone
   */
  isManagedHere: boolean;
  createdAt: string;
}
export interface Session {
  user: Me;
  /**
   * Send it as `Authorization: Bearer …`
   */
  accessToken: string;
  /**
   * Ten minutes from now. Nothing ends the token before, a logout neither
   */
  accessTokenExpiresAt: string;
}
export interface Stream {
  id: string;
  namespace: string;
  name: string;
  title: string;
  /**
   * Who may watch: anyone, or only the owner
   */
  visibility: 'public' | 'private';
  owner: Owner | null;
  state: 'offline' | 'live' | 'reconnecting';
  /**
   * An encoder may connect now
   */
  isReady: boolean;
  isSuspended: boolean;
  viewers: number;
  /**
   * Of the running session or the last one, highest first
   */
  availableQualities: string[];
  sessionId: string | null;
  sessionStartedAt: string | null;
  sessionEndedAt: string | null;
  /**
   * The multivariant playlist; a private stream needs a grant besides
   */
  playbackPath: string;
  thumbnailUrl: string | null;
  createdAt: string;
  studio: {
    /**
     * Counts changes of the settings
     */
    generation: number;
    /**
     * False: applied by other means, and to be changed by these alone
     */
    isManagedHere: boolean;
    conditions: Condition[];
    settings: StreamSettings;
  } | null;
}
export interface StreamSettings {
  /**
   * The ladder, highest first
   *
   * @minItems 1
   * @maxItems 8
   */
  renditions: Rendition[];
  /**
   * The x264 preset: towards `medium` a better picture for more CPU
   */
  encodingPreset: 'ultrafast' | 'superfast' | 'veryfast' | 'faster' | 'fast' | 'medium';
  /**
   * SRT's
   */
  latencyMilliseconds: number;
  segmentSeconds: number;
  /**
   * 200 to 1000, or 0 for none
   */
  partMilliseconds: number;
  /**
   * How far back viewers may seek
   */
  dvrWindowSeconds: number;
  /**
   * How long a session outlives its encoder
   */
  reconnectGraceSeconds: number;
  /**
   * Whether sessions are recorded
   */
  recordingMode: 'always' | 'never';
  recordingRendition: string | null;
  recordingRetentionDays: number | null;
}
export interface StreamChange {
  /**
   * The ladder, highest first
   *
   * @minItems 1
   * @maxItems 8
   */
  renditions?: NewRendition[];
  /**
   * The x264 preset: towards `medium` a better picture for more CPU
   */
  encodingPreset?: 'ultrafast' | 'superfast' | 'veryfast' | 'faster' | 'fast' | 'medium';
  /**
   * SRT's
   */
  latencyMilliseconds?: number;
  segmentSeconds?: number;
  /**
   * 200 to 1000, or 0 for none
   */
  partMilliseconds?: number;
  /**
   * How far back viewers may seek
   */
  dvrWindowSeconds?: number;
  /**
   * How long a session outlives its encoder
   */
  reconnectGraceSeconds?: number;
  /**
   * Whether sessions are recorded
   */
  recordingMode?: 'always' | 'never';
  /**
   * The id of a preset (`GET /api/streams/presets`), in place of `renditions`
   */
  ladder?: string;
  /**
   * Who may watch: anyone, or only the owner
   */
  visibility?: 'public' | 'private';
  title?: string;
  /**
   * True ends the session and refuses encoders
   */
  suspended?: boolean;
  recordingRendition?: string | null;
  recordingRetentionDays?: number | null;
  /**
   * `studio.generation` as read before: the change is refused when the settings changed since
   */
  generation?: number;
}
export interface StreamGrant {
  /**
   * What the cookie opens, and its Path: everything below
   */
  path: string;
  /**
   * The first moment at which the grant no longer holds
   */
  expiresAt: string;
  /**
   * Ask for the next grant after this time
   */
  renewAfterSeconds: number;
  /**
   * The multivariant playlist, for players that send the cookie
   */
  playbackPath: string;
  /**
   * The same with the grant in its path, which holds until `expiresAt`, for players that send no cookies; `playbackPath` for who got no grant
   */
  nativePlaybackPath: string;
}
export interface StreamSummary {
  id: string;
  namespace: string;
  name: string;
  title: string;
  /**
   * Who may watch: anyone, or only the owner
   */
  visibility: 'public' | 'private';
  owner: Owner | null;
  state: 'offline' | 'live' | 'reconnecting';
  /**
   * An encoder may connect now
   */
  isReady: boolean;
  isSuspended: boolean;
  viewers: number;
  /**
   * Of the running session or the last one, highest first
   */
  availableQualities: string[];
  sessionId: string | null;
  sessionStartedAt: string | null;
  sessionEndedAt: string | null;
  /**
   * The multivariant playlist; a private stream needs a grant besides
   */
  playbackPath: string;
  thumbnailUrl: string | null;
  createdAt: string;
}
export interface Video {
  id: string;
  title: string;
  owner: Owner | null;
  category: string | null;
  tags: string[];
  /**
   * Listed for all, for whoever has the link, or for the owner alone
   */
  visibility: 'public' | 'unlisted' | 'private';
  durationSeconds: number;
  thumbnailUrl: string | null;
  sizeBytes: number;
  viewCount: number;
  likeCount: number;
  likedByMe: boolean | null;
  recordedAt: string | null;
  createdAt: string;
  description: string;
  stream: {
    namespace: string;
    name: string;
  } | null;
  recordingId: string | null;
  width: number;
  height: number;
  hasStoryboard: boolean;
  /**
   * One more than the session had interruptions; none for one without
   */
  chapters: {
    /**
     * Playing time
     */
    startSeconds: number;
    /**
     * The time of day at which it was recorded
     */
    recordedAt: string;
  }[];
  /**
   * Whether the caller may change it
   */
  isMine: boolean;
  downloadUrl: string | null;
  updatedAt: string;
}
export interface VideoChange {
  title?: string;
  description?: string;
  category?: string | null;
  /**
   * @maxItems 20
   *
   * Items: Lower-case words with hyphens between
   */
  tags?: string[];
  /**
   * Listed for all, for whoever has the link, or for the owner alone
   */
  visibility?: 'public' | 'unlisted' | 'private';
}
export interface VideoGrant {
  /**
   * What the cookie opens, and its Path: everything below
   */
  path: string;
  /**
   * The first moment at which the grant no longer holds
   */
  expiresAt: string;
  /**
   * Ask for the next grant after this time
   */
  renewAfterSeconds: number;
  files: {
    /**
     * MP4, signed for this file alone; holds for at least 150 s
     */
    video: string;
    thumbnail: string | null;
    storyboard: string | null;
    storyboardImage: string | null;
  };
}
export interface VideoImport {
  /**
   * Names the objects too: `<id>/video.mp4` and, where there are any, `thumbnail.jpg`, `storyboard.{jpg,vtt}`. Of any version but 5, which is for recordings
   */
  id: string;
  title: string;
  description?: string;
  category?: string | null;
  /**
   * @maxItems 20
   *
   * Items: Lower-case words with hyphens between
   */
  tags?: string[];
  /**
   * private, where it is absent
   */
  visibility?: 'public' | 'unlisted' | 'private';
  ownerId?: string | null;
  durationSeconds: number;
  width: number;
  height: number;
  recordedAt?: string | null;
  /**
   * Where the media has none, in order
   *
   * @maxItems 1000
   */
  gaps?: {
    /**
     * The time of day at which it began
     */
    at: string;
    seconds: number;
  }[];
}
export interface VideoLike {
  likeCount: number;
  likedByMe: boolean;
}
export interface VideoSummary {
  id: string;
  title: string;
  owner: Owner | null;
  category: string | null;
  tags: string[];
  /**
   * Listed for all, for whoever has the link, or for the owner alone
   */
  visibility: 'public' | 'unlisted' | 'private';
  durationSeconds: number;
  thumbnailUrl: string | null;
  sizeBytes: number;
  viewCount: number;
  likeCount: number;
  likedByMe: boolean | null;
  recordedAt: string | null;
  createdAt: string;
}
export interface VideoView {
  /**
   * False for a viewer who was counted within the last six hours
   */
  counted: boolean;
}
