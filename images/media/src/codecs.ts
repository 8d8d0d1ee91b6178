/** Codec strings and picture size of an initialisation section (RFC 6381, as in EXT-X-STREAM-INF's CODECS). */
export interface TrackCodecs {
  /** Such as `avc1.64001f`. */
  readonly video: string;
  /** Such as `mp4a.40.2`. */
  readonly audio: string;
  /** Pixels as displayed (square ones). */
  readonly width: number;
  readonly height: number;
}
