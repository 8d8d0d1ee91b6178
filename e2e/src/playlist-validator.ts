/**
 * What a client may rely on (draft-pantos-hls-rfc8216bis, sections 4.4.3, 4.4.4, 6.2.1 and 6.2.2), and what we promise beyond it: a
 * date, an initialisation section and a name with its number for every segment. What must hold for as long as somebody watches is
 * in `playlist-history.ts`. Pure: playlists in, sentences out, none when all is well.
 */
import { parseSegmentName } from '@kubecast/media/keys';
import type { ListedSegment, MediaPlaylist } from './hls-playlist.ts';

/** Dates are written in milliseconds, durations too; sums of them are off by a rounding. */
export const dateToleranceMs = 2;

/** Between two discontinuities the dates run with the media: a step beyond this was none of the clock's corrections. */
const dateStepMs = 40;

/** Fractional durations need 3, EXT-X-MAP outside I-frame playlists needs 6 (RFC 8216bis, section 8). */
const leastVersion = 6;

/** Older clients load what EXT-X-GAP marks: the tag came with protocol version 8. */
const versionOfGap = 8;

/** A segment may leave a live playlist only while so many target durations stay (RFC 8216bis, 6.2.2). */
const leastTargetDurations = 3;

const secondsOf = ({ segments }: MediaPlaylist): number =>
  segments.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);

const segmentFaults = (segment: ListedSegment, { targetDuration }: MediaPlaylist): readonly string[] => {
  const { sequence, durationSeconds, mapUri, programDateTimeMs } = segment;
  return [
    Math.round(durationSeconds) > targetDuration && `${sequence} lasts ${durationSeconds} s, more than the target`,
    durationSeconds <= 0 && `${sequence} lasts ${durationSeconds} s`,
    mapUri === undefined && `${sequence} has no EXT-X-MAP`,
    (programDateTimeMs === undefined || Number.isNaN(programDateTimeMs)) && `${sequence} has no date`,
  ].filter((fault) => fault !== false);
};

const orderFaults = (segment: ListedSegment, previous: ListedSegment | undefined): readonly string[] => {
  if (previous?.programDateTimeMs === undefined || segment.programDateTimeMs === undefined) return [];
  const stepMs = segment.programDateTimeMs - (previous.programDateTimeMs + previous.durationSeconds * 1000);
  const { sequence, discontinuity } = segment;
  if (stepMs < -dateToleranceMs) return [`${sequence} is dated ${Math.round(-stepMs)} ms before its predecessor's end`];
  return discontinuity === previous.discontinuity && stepMs > dateStepMs
    ? [`${sequence} is dated ${Math.round(stepMs)} ms after its predecessor's end, without a discontinuity`]
    : [];
};

const headFaults = (playlist: MediaPlaylist): readonly string[] => {
  const { targetDuration, mediaSequence, discontinuitySequence, version, segments } = playlist;
  const hasGap = segments.some(({ isGap }) => isGap);
  return [
    !Number.isInteger(targetDuration) && 'EXT-X-TARGETDURATION is missing or no whole number',
    !Number.isInteger(mediaSequence) && 'EXT-X-MEDIA-SEQUENCE is no whole number',
    !Number.isInteger(discontinuitySequence) && 'EXT-X-DISCONTINUITY-SEQUENCE is no whole number',
    version < leastVersion && `EXT-X-VERSION ${version} has no EXT-X-MAP: ${leastVersion}`,
    hasGap && version < versionOfGap && `EXT-X-VERSION ${version} has no EXT-X-GAP: ${versionOfGap}`,
  ].filter((fault) => fault !== false);
};

/** Faults of one media playlist by itself. */
export const checkMediaPlaylist = (playlist: MediaPlaylist): readonly string[] => [
  ...playlist.faults,
  ...headFaults(playlist),
  ...playlist.segments.flatMap((segment, index) => [
    ...segmentFaults(segment, playlist),
    ...orderFaults(segment, playlist.segments[index - 1]),
  ]),
];

/** Our own promise: a segment's file name says its number, and it is the playlist's. */
export const checkNames = ({ segments }: MediaPlaylist): readonly string[] =>
  segments.flatMap(({ sequence, uri, isGap }) => {
    const named = parseSegmentName(uri.split('/').at(-1) ?? '')?.sequence;
    return isGap || named === sequence ? [] : [`${sequence} is ${uri}, which has ${named ?? 'no number'} in its name`];
  });

const windowFaults = (before: MediaPlaylist, after: MediaPlaylist): readonly string[] => {
  const lastBefore = before.mediaSequence + before.segments.length;
  const lastAfter = after.mediaSequence + after.segments.length;
  const hasLost = after.mediaSequence > before.mediaSequence;
  const isShort = !after.ended && secondsOf(after) < leastTargetDurations * after.targetDuration;
  return [
    after.mediaSequence < before.mediaSequence && `EXT-X-MEDIA-SEQUENCE went from ${before.mediaSequence} back`,
    lastAfter < lastBefore && `segments from ${lastAfter} on were taken back`,
    after.discontinuitySequence < before.discontinuitySequence && 'EXT-X-DISCONTINUITY-SEQUENCE went back',
    after.targetDuration !== before.targetDuration && 'EXT-X-TARGETDURATION changed',
    hasLost && isShort && `segments were removed and only ${secondsOf(after)} s are left`,
  ].filter((fault) => fault !== false);
};

const endFaults = (before: MediaPlaylist, after: MediaPlaylist): readonly string[] => {
  if (!before.ended) return [];
  const isSame = after.ended && after.segments.length === before.segments.length;
  return isSame ? [] : ['it changed after EXT-X-ENDLIST'];
};

/** Faults of a media playlist against its earlier state. */
export const checkReload = (before: MediaPlaylist, after: MediaPlaylist): readonly string[] => [
  ...windowFaults(before, after),
  ...endFaults(before, after),
];

/**
 * Faults between two renditions read one after the other: where both have a number, it has the same date, length and
 * discontinuity, so that a switch lands where it left.
 */
export const checkAlignment = (one: MediaPlaylist, other: MediaPlaylist): readonly string[] => {
  const known = new Map(one.segments.map((segment) => [segment.sequence, segment]));
  return other.segments.flatMap((segment) => {
    const twin = known.get(segment.sequence);
    if (!twin) return [];
    return (['durationSeconds', 'discontinuity', 'programDateTimeMs'] as const)
      .filter((field) => twin[field] !== segment[field])
      .map((field) => `${segment.sequence} has ${field} ${twin[field]} and ${segment[field]}`);
  });
};
