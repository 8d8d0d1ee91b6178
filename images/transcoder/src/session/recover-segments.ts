/**
 * Closes the segment that was open when an agent was killed (pure). It ends on every rendition at the last part that all of them
 * have; where one had closed it already, the others close it at the same place.
 */
import type { SegmentName } from '@kubecast/media/keys';
import type { KeptPart } from '../origin/open-parts.ts';
import type { SessionState } from './session-state.ts';

export interface RecoverySources {
  /** Of one session, in order. */
  readonly parts: readonly KeptPart[];
  readonly renditions: readonly string[];
  readonly announced: (rendition: string) => readonly SegmentName[];
}

export interface RecoveredSegment {
  readonly rendition: string;
  readonly segment: SegmentName;
  readonly parts: readonly KeptPart[];
}

const withoutHole = (parts: readonly KeptPart[]): readonly KeptPart[] => {
  const hole = parts.findIndex(({ part }, index) => part !== index);
  return hole === -1 ? parts : parts.slice(0, hole);
};

/** From the first part's start to the last one's end. */
const spanOf = (parts: readonly KeptPart[]): SegmentName | undefined => {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return undefined;
  const { epoch, sequence, startUnixMs } = first;
  return { epoch, sequence, startUnixMs, durationMs: last.startUnixMs + last.durationMs - startUnixMs };
};

const recoverOne = (
  sequence: number,
  { parts, renditions, announced }: RecoverySources,
): readonly RecoveredSegment[] => {
  const rungs = renditions.map((rendition) => ({
    rendition,
    closed: announced(rendition).find((segment) => segment.sequence === sequence),
    parts: withoutHole(parts.filter((part) => part.rendition === rendition && part.sequence === sequence)),
  }));
  const closed = rungs.find((rung) => rung.closed)?.closed;
  const length = Math.min(...rungs.filter((rung) => !rung.closed).map((rung) => rung.parts.length));
  return rungs.flatMap((rung) => {
    if (rung.closed) return [];
    const kept = closed ? rung.parts : rung.parts.slice(0, length);
    const segment = kept.length > 0 ? (closed ?? spanOf(kept)) : undefined;
    return segment ? [{ rendition: rung.rendition, segment, parts: kept }] : [];
  });
};

/** See the file header. */
export const recoverSegments = (sources: RecoverySources): readonly RecoveredSegment[] => {
  const sequences = [...new Set(sources.parts.map(({ sequence }) => sequence))];
  return sequences.flatMap((sequence) => recoverOne(sequence, sources));
};

/** The state that the killed agent would have had next. */
export const withRecovered = (state: SessionState, recovered: readonly RecoveredSegment[]): SessionState => {
  let { nextSequence, lastEndMs } = state.counters;
  for (const { segment } of recovered) {
    nextSequence = Math.max(nextSequence, segment.sequence + 1);
    lastEndMs = Math.max(lastEndMs, segment.startUnixMs + segment.durationMs);
  }
  return { ...state, counters: { ...state.counters, nextSequence, lastEndMs } };
};
