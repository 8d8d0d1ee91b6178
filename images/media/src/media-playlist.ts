/**
 * Media playlists (RFC 8216), written whole from a window of segments. Pure.
 *
 * A step of n epochs between two segments writes n `EXT-X-DISCONTINUITY` tags and `EXT-X-DISCONTINUITY-SEQUENCE` is the
 * first segment's epoch, so that the sequence is right in every window without a memory of what left it.
 */

/** A part of a segment; only low-latency playlists name them. */
export interface PlaylistPart {
  readonly uri: string;
  readonly durationMs: number;
  readonly independent: boolean;
}

export interface PlaylistSegment {
  readonly epoch: number;
  readonly sequence: number;
  readonly startUnixMs: number;
  readonly durationMs: number;
  /** Relative to the playlist. */
  readonly uri: string;
  /** Empty where parts are not kept any more. */
  readonly parts: readonly PlaylistPart[];
}

export interface MediaPlaylist {
  /** Seconds, whole; see {@link targetDurationSeconds}. The same for a session's whole life. */
  readonly targetDurationSeconds: number;
  /** In order. The sequence numbers follow each other without a hole: see {@link contiguousTail}. */
  readonly segments: readonly PlaylistSegment[];
  /** What the next segment will be; says where an empty window stands. */
  readonly next: { readonly epoch: number; readonly sequence: number };
  /** An epoch's initialisation section, relative to the playlist. */
  readonly initUri: (epoch: number) => string;
  /** True: nothing will be added. */
  readonly ended: boolean;
}

/**
 * A duration, rounded to whole seconds, may not exceed the target (RFC 8216, 4.3.3.1). Segments are cut at the first frame
 * at or after their due time, so they exceed `segmentSeconds` by less than a frame; an epoch's first and last are shorter.
 */
export const targetDurationSeconds = (segmentSeconds: number): number => Math.ceil(segmentSeconds);

/**
 * The segments after the last hole in the numbers: what a playlist may name, also one that has ended. What it once named no more
 * does not come back (RFC 8216, 6.2.2).
 */
export const contiguousTail = (segments: readonly PlaylistSegment[]): readonly PlaylistSegment[] => {
  const lastHole = segments.findLastIndex((segment, index) => {
    const previous = segments[index - 1];
    return previous !== undefined && segment.sequence !== previous.sequence + 1;
  });
  return segments.slice(Math.max(0, lastHole));
};

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

const discontinuities = (from: number, to: number): string[] =>
  Array.from({ length: Math.max(0, to - from) }, () => '#EXT-X-DISCONTINUITY');

/** Within an epoch segments follow each other to the millisecond: one date at its start tells all the others. */
const epochLines = (playlist: MediaPlaylist, { epoch, startUnixMs }: PlaylistSegment): string[] => [
  `#EXT-X-MAP:URI="${playlist.initUri(epoch)}"`,
  `#EXT-X-PROGRAM-DATE-TIME:${new Date(startUnixMs).toISOString()}`,
];

const segmentLines = (playlist: MediaPlaylist, index: number): string[] => {
  const segment = playlist.segments[index];
  if (!segment) return [];
  const previousEpoch = playlist.segments[index - 1]?.epoch;
  const newEpoch = previousEpoch !== segment.epoch;
  return [
    ...discontinuities(previousEpoch ?? segment.epoch, segment.epoch),
    ...(newEpoch ? epochLines(playlist, segment) : []),
    `#EXTINF:${seconds(segment.durationMs)},`,
    segment.uri,
  ];
};

/** The playlist as text, ending with a newline. `parts` are carried by the model and not written: no low-latency tags. */
export const buildMediaPlaylist = (playlist: MediaPlaylist): string => {
  const first = playlist.segments[0] ?? playlist.next;
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:6',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-TARGETDURATION:${playlist.targetDurationSeconds}`,
    `#EXT-X-MEDIA-SEQUENCE:${first.sequence}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${first.epoch}`,
    ...playlist.segments.flatMap((_, index) => segmentLines(playlist, index)),
    ...(playlist.ended ? ['#EXT-X-ENDLIST'] : []),
    '',
  ].join('\n');
};
