/** What one run of a scenario wrote down: raw, with times by one clock (Unix milliseconds). `measure.ts` makes figures of it. */

/** A picture on the viewer's screen. */
export interface SeenPicture {
  /** The moment that its bar code says. */
  readonly codedMs: number;
  readonly shownMs: number;
  /** Where the playlist's dates put it, Unix milliseconds; NaN when the player does not know. */
  readonly programMs: number;
  /** Pixels, of the rung on the screen. */
  readonly height: number;
}

/** An error that hls.js told of. */
export interface PlayerError {
  readonly details: string;
  readonly fatal: boolean;
  /** HTTP status, where there was an answer. */
  readonly status: number | undefined;
  readonly atMs: number;
}

/** A segment at its first appearance in the playlist. */
export interface ListedMedia {
  readonly listedMs: number;
  readonly sequence: number;
  /** Of the playlist's own count. */
  readonly discontinuity: number;
  readonly uri: string;
  readonly mapUri: string;
  readonly durationSeconds: number;
}

/** A segment or initialisation section that a playlist has listed, and whether the bucket has it when all is over. */
export interface StoredMedia {
  readonly key: string;
  readonly rendition: string;
  /** Its first appearance in a playlist; of an initialisation section, that of its first segment. */
  readonly listedMs: number;
  /** 0 for an initialisation section. */
  readonly durationSeconds: number;
  /** By the object store's clock; undefined when it is not there. */
  readonly storedMs: number | undefined;
}

/** A connection of the encoder that got media through. */
export interface EncoderConnection {
  readonly openedMs: number;
  readonly firstMediaMs: number;
}

export interface Observation {
  /** When each fault began; most scenarios have one. */
  readonly faultsMs: readonly number[];
  /** When the last fault was over. */
  readonly overMs: number;
  readonly pictures: readonly SeenPicture[];
  readonly errors: readonly PlayerError[];
  readonly reloads: number;
  readonly rebuilds: number;
  readonly listed: readonly ListedMedia[];
  /** Sentences of the validator, none when the playlists were right. */
  readonly playlistFaults: readonly string[];
  /** URIs that were named and never there. */
  readonly missing: readonly string[];
  /** All that was listed; undefined while the session goes on. */
  readonly stored: readonly StoredMedia[] | undefined;
  readonly connections: readonly EncoderConnection[];
  /** Frames of the source that are in no segment around the fault; undefined where this was not asked for. */
  readonly framesLost: number | undefined;
}
