/**
 * What a client may rely on in a playlist with parts (draft-pantos-hls-rfc8216bis, section 4.4 and appendix B.1), and what we promise
 * beyond it: one that goes on ends with a part or a hint, also while nothing comes. Playlists without parts have no faults here. Pure.
 */
import type { ListedPart, LowLatencyPlaylist } from './low-latency-playlist.ts';

/** Durations are written in milliseconds. */
const toleranceSeconds = 0.002;
/** Sums of up to thirty of them. */
const sumToleranceSeconds = 0.03;

/** 4.4.4.9: all but a segment's last part are at least so long a share of the target. */
const leastPartShare = 0.85;
/** 4.4.3.8, in target durations of their kind. */
const leastHoldBack = 3;
const leastPartHoldBack = 2;
const leastSkip = 6;
/** EXT-X-SKIP (section 8). */
const versionOfSkip = 9;

const below = (what: string, value: number | undefined, least: number): readonly string[] =>
  value !== undefined && value < least - toleranceSeconds ? [`${what} is ${value} s, less than ${least} s`] : [];

const controlFaults = (playlist: LowLatencyPlaylist): readonly string[] => {
  const { partTarget = 0, targetDuration, holdBack, partHoldBack, canSkipUntil, skippedSegments, version } = playlist;
  const { canBlockReload } = playlist;
  return [
    ...below('HOLD-BACK', holdBack, leastHoldBack * targetDuration),
    ...below('PART-HOLD-BACK', partHoldBack, leastPartHoldBack * partTarget),
    ...below('CAN-SKIP-UNTIL', canSkipUntil, leastSkip * targetDuration),
    // Appendix B.1: without it no client plays at low latency.
    ...(canBlockReload ? [] : ['there are parts and no CAN-BLOCK-RELOAD=YES']),
    ...(partHoldBack === undefined ? ['there are parts and no PART-HOLD-BACK'] : []),
    ...(skippedSegments > 0 && version < versionOfSkip ? [`EXT-X-VERSION ${version} has no EXT-X-SKIP`] : []),
  ];
};

/** How sentences call a part. */
export const partLabel = ({ sequence, index }: ListedPart): string => `part ${sequence}.${index}`;

const partFaults = (
  playlist: LowLatencyPlaylist,
  part: ListedPart,
  next: ListedPart | undefined,
): readonly string[] => {
  const { partTarget = 0 } = playlist;
  const isLast = next?.sequence !== part.sequence;
  const isShort = !isLast && !part.isGap && part.durationSeconds < leastPartShare * partTarget;
  return [
    part.durationSeconds > partTarget + toleranceSeconds &&
      `${partLabel(part)} lasts ${part.durationSeconds} s, too long`,
    isShort && `${partLabel(part)} lasts ${part.durationSeconds} s, too short`,
    part.uri === '' && `${partLabel(part)} has no URI`,
  ].filter((fault) => fault !== false);
};

/** The parts of a segment are all of it, unless the window of parts begins within it. */
const sumFaults = ({ segments, parts }: LowLatencyPlaylist): readonly string[] => {
  const bySequence = Map.groupBy(parts, ({ sequence }) => sequence);
  return segments.flatMap(({ sequence, durationSeconds }) => {
    const own = bySequence.get(sequence);
    if (!own) return [];
    const sum = own.reduce((total, part) => total + part.durationSeconds, 0);
    return Math.abs(sum - durationSeconds) > sumToleranceSeconds
      ? [`the parts of ${sequence} last ${sum.toFixed(3)} s, it ${durationSeconds} s`]
      : [];
  });
};

/** Faults of one playlist by itself. */
export const checkLowLatency = (playlist: LowLatencyPlaylist): readonly string[] => {
  const { partTarget, parts, ended, endsWith } = playlist;
  if (partTarget === undefined) return parts.length > 0 ? ['there are parts and no EXT-X-PART-INF'] : [];
  const isOpen = ended || endsWith === 'part' || endsWith === 'hint';
  return [
    ...controlFaults(playlist),
    ...parts.flatMap((part, index) => partFaults(playlist, part, parts[index + 1])),
    ...sumFaults(playlist),
    ...(isOpen ? [] : [`it goes on and ends with a ${endsWith}: it needs a part or a hint`]),
  ];
};

/** Faults against an earlier state. */
export const checkLowLatencyReload = (before: LowLatencyPlaylist, after: LowLatencyPlaylist): readonly string[] =>
  before.partTarget === after.partTarget ? [] : ['EXT-X-PART-INF changed'];

/** Faults of a delta update against the full playlist of the same moment (6.2.5.1). */
export const checkDelta = (full: LowLatencyPlaylist, delta: LowLatencyPlaylist): readonly string[] => {
  const known = new Map(full.segments.map(({ sequence, uri }) => [sequence, uri]));
  const [first] = delta.segments;
  const listed = delta.skippedSegments + delta.segments.length;
  return [
    ...(delta.mediaSequence === full.mediaSequence ? [] : ['the delta has another EXT-X-MEDIA-SEQUENCE']),
    ...(listed === full.segments.length ? [] : [`the delta stands for ${listed} segments of ${full.segments.length}`]),
    ...(first && !known.has(first.sequence) ? [`the delta begins with ${first.sequence}, which is not listed`] : []),
    ...delta.segments
      .filter(({ sequence, uri }) => known.has(sequence) && known.get(sequence) !== uri)
      .map(({ sequence, uri }) => `the delta names ${uri} for ${sequence}, the playlist ${known.get(sequence)}`),
  ];
};
