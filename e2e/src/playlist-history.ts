/**
 * All that a rendition has announced since somebody began to watch: a number or a part never becomes another one, however long ago it
 * left the window, and the dates of new segments never go back, also where two windows have nothing in common (RFC 8216bis, 6.2.1 and
 * 6.2.2, and our own promise about dates).
 */
import type { ListedSegment, MediaPlaylist } from './hls-playlist.ts';
import type { ListedPart, LowLatencyPlaylist } from './low-latency-playlist.ts';
import { partLabel } from './low-latency-validator.ts';
import { dateToleranceMs } from './playlist-validator.ts';

const samePlace = ['uri', 'durationSeconds', 'mapUri', 'discontinuity', 'programDateTimeMs', 'isGap'] as const;

const endMsOf = ({ programDateTimeMs, durationSeconds }: ListedSegment): number | undefined =>
  programDateTimeMs === undefined || Number.isNaN(programDateTimeMs)
    ? undefined
    : programDateTimeMs + durationSeconds * 1_000;

/** See the file header. Both methods give the faults of what is new, and remember it. */
export class PlaylistHistory {
  readonly #segments = new Map<number, ListedSegment>();
  readonly #parts = new Map<string, ListedPart>();
  /** Of those with a date, the one with the highest number. */
  #newest: { readonly sequence: number; readonly endMs: number } | undefined;

  takeSegments({ segments }: MediaPlaylist): readonly string[] {
    return segments.flatMap((segment) => {
      const old = this.#segments.get(segment.sequence);
      if (old) return changesOf(old, segment);
      this.#segments.set(segment.sequence, segment);
      return this.#dateFaults(segment);
    });
  }

  takeParts({ parts }: LowLatencyPlaylist): readonly string[] {
    return parts.flatMap((part) => {
      const label = partLabel(part);
      const old = this.#parts.get(label);
      this.#parts.set(label, old ?? part);
      return old === undefined || (old.uri === part.uri && old.durationSeconds === part.durationSeconds)
        ? []
        : [`${label} was ${old.uri} of ${old.durationSeconds} s, now ${part.uri} of ${part.durationSeconds} s`];
    });
  }

  #dateFaults(segment: ListedSegment): readonly string[] {
    const newest = this.#newest;
    const endMs = endMsOf(segment);
    if (endMs === undefined || (newest && segment.sequence < newest.sequence)) return [];
    this.#newest = { sequence: segment.sequence, endMs: Math.max(endMs, newest?.endMs ?? endMs) };
    const lateMs = (newest?.endMs ?? Number.NEGATIVE_INFINITY) - (endMs - segment.durationSeconds * 1_000);
    return lateMs > dateToleranceMs
      ? [`${segment.sequence} is dated ${Math.round(lateMs)} ms before the end of ${newest?.sequence}`]
      : [];
  }
}

const changesOf = (old: ListedSegment, segment: ListedSegment): readonly string[] =>
  samePlace
    .filter((field) => old[field] !== segment[field])
    .map((field) => `${segment.sequence} had ${field} ${old[field]}, now ${segment[field]}`);
