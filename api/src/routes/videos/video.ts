/** A published video, as vod_db knows it. */
export type VideoVisibility = 'public' | 'unlisted' | 'private';

/** As every other user sees whose it is. */
export interface VideoOwner {
  readonly id: string;
  readonly username: string;
  readonly displayName: string | null;
}

/** Where the session had no media. */
export interface VideoGap {
  /** RFC 3339: the time of day at which it began. */
  readonly at: string;
  readonly seconds: number;
}

/** What a list says of a video. */
export interface VideoSummary {
  readonly id: string;
  /** Null: the administrators'. */
  readonly ownerId: string | null;
  /** Null also for an owner whom auth_db no longer knows. */
  readonly owner: VideoOwner | null;
  readonly title: string;
  readonly category: string | null;
  /** In alphabetical order. */
  readonly tags: readonly string[];
  readonly visibility: VideoVisibility;
  readonly durationSeconds: number;
  readonly hasThumbnail: boolean;
  readonly hasStoryboard: boolean;
  readonly recordedAt: Date | null;
  readonly createdAt: Date;
  readonly sizeBytes: number;
  readonly viewCount: number;
  readonly likeCount: number;
  /** Null for a caller who is not logged in. */
  readonly isLiked: boolean | null;
}

/** What the page of one video says besides. */
export interface Video extends VideoSummary {
  readonly description: string;
  readonly recordingId: string | null;
  /** The LiveStream that it was recorded from; both null for an import. */
  readonly namespace: string | null;
  readonly streamName: string | null;
  readonly width: number;
  readonly height: number;
  readonly gaps: readonly VideoGap[];
  readonly updatedAt: Date;
}
