/**
 * Which sequence numbers of a session should have media (pure). What any rendition has was made for all of them, and so was all
 * between an epoch's first number, which the log has, and its last.
 *
 * Its last is known for certain where the same pod claimed the next entry: it goes on with the very next number. A pod that took over
 * from a lost one begins behind all that may have been announced (decision 0013): what lies between may never have been, so
 * that the epoch ends with the last number that any rendition has.
 */

import type { EpochEntry } from '@kubecast/media/epoch-log';
import type { ListedRung, ListedSegment } from '@kubecast/media/session-rungs';
import type { SessionSnapshot } from './observe-session.ts';

/** One number, in playing order. */
export interface ExpectedNumber {
  readonly epoch: number;
  readonly sequence: number;
  /** Of the media; from neighbours where no name tells it. Unix milliseconds. */
  readonly startMs: number;
  readonly endMs: number;
}

type Known = ReadonlyMap<number, ListedSegment>;

/** Names of all renditions, by epoch and number. */
const knownNames = (rungs: Iterable<ListedRung>): ReadonlyMap<number, Known> => {
  const epochs = new Map<number, Map<number, ListedSegment>>();
  for (const { segments } of rungs) {
    for (const segment of segments) {
      const numbers = epochs.get(segment.epoch) ?? new Map<number, ListedSegment>();
      epochs.set(segment.epoch, numbers.set(segment.sequence, segment));
    }
  }
  return epochs;
};

const isSamePod = (a: EpochEntry, b: EpochEntry): boolean => a.podUid !== '' && a.podUid === b.podUid;

/** The number behind an epoch's last one, where the log tells it; else 0. */
const endInLog = (entries: readonly EpochEntry[], epoch: number): number => {
  const index = entries.findIndex((entry) => entry.epoch === epoch);
  const [entry, next] = [entries[index], entries[index + 1]];
  return entry && next && isSamePod(entry, next) ? next.firstSequence : 0;
};

const firstInLog = (entries: readonly EpochEntry[], epoch: number): number =>
  entries.find((entry) => entry.epoch === epoch)?.firstSequence ?? Number.POSITIVE_INFINITY;

const numbersOf = (entries: readonly EpochEntry[], epoch: number, known: Known): readonly number[] => {
  const names = [...known.keys()];
  const first = names.reduce((least, sequence) => Math.min(least, sequence), firstInLog(entries, epoch));
  const end = names.reduce((most, sequence) => Math.max(most, sequence + 1), endInLog(entries, epoch));
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
};

interface Numbered {
  readonly epoch: number;
  readonly sequence: number;
  readonly name: ListedSegment | undefined;
}

/** Gives numbers without a name the time between their neighbours. */
const withTimes = (numbers: readonly Numbered[]): readonly ExpectedNumber[] => {
  const nextStarts: number[] = [];
  let nextStart: number | undefined;
  for (const { name } of numbers.toReversed()) {
    nextStarts.push(nextStart ?? Number.NEGATIVE_INFINITY);
    nextStart = name?.startUnixMs ?? nextStart;
  }
  nextStarts.reverse();
  let formerEnd = nextStart ?? 0;
  return numbers.map(({ epoch, sequence, name }, index) => {
    const startMs = name?.startUnixMs ?? formerEnd;
    const endMs = name ? startMs + name.durationMs : Math.max(startMs + 1, nextStarts[index] ?? 0);
    if (name) formerEnd = endMs;
    return { epoch, sequence, startMs, endMs };
  });
};

/** Every number of the session that should have media, in playing order. */
export const expectedNumbers = ({ entries, rungs }: SessionSnapshot): readonly ExpectedNumber[] => {
  const names = knownNames(rungs.values());
  const claimed = entries.filter(({ end }) => !end).map(({ epoch }) => epoch);
  const epochs = [...new Set([...claimed, ...names.keys()])].toSorted((a, b) => a - b);
  const numbers = epochs.flatMap((epoch) => {
    const known: Known = names.get(epoch) ?? new Map();
    return numbersOf(entries, epoch, known).map((sequence) => ({ epoch, sequence, name: known.get(sequence) }));
  });
  return withTimes(numbers);
};
