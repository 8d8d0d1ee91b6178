/**
 * Which sequence numbers of a session should have media (pure). What any rendition has was made for all of them, and so was all
 * between an epoch's first number, which the log has, and its last.
 *
 * Its last is known for certain where the same pod claimed the next entry: it goes on with the very next number. A pod that took over
 * from a lost one, or lost its own memory with its node, begins behind all that may have been announced (decision 0013): what lies
 * between may never have been, so that the epoch ends with the last number that any rendition has.
 *
 * What was trimmed of a long session that nobody recorded is missing to a recording of all of it: the log still tells of it.
 */

import type { EpochEntry } from '@kubecast/media/epoch-log';
import type { ListedRung, ListedSegment } from '@kubecast/media/session-rungs';
import { bestSegments } from './best-segments.ts';
import type { SessionSnapshot } from './observe-session.ts';

/** Of a number's media; from neighbours where no name tells it. Unix milliseconds. */
interface Times {
  readonly startMs: number;
  readonly endMs: number;
}

/** One number, in playing order. */
export interface ExpectedNumber extends Times {
  readonly epoch: number;
  readonly sequence: number;
}

type Known = ReadonlyMap<number, ListedSegment>;

/** Names of all renditions, by epoch and number. */
const knownNames = (rungs: Iterable<ListedRung>): ReadonlyMap<number, Known> => {
  const best = bestSegments([...rungs].flatMap(({ segments }) => segments));
  const epochs = new Map<number, Map<number, ListedSegment>>();
  for (const segment of best.values()) {
    const numbers = epochs.get(segment.epoch) ?? new Map<number, ListedSegment>();
    epochs.set(segment.epoch, numbers.set(segment.sequence, segment));
  }
  return epochs;
};

const isSamePod = (a: EpochEntry, b: EpochEntry): boolean => a.podUid !== '' && a.podUid === b.podUid;

/** The number behind an epoch's last one, where the log tells it; else 0. */
const endInLog = (entries: readonly EpochEntry[], epoch: number): number => {
  const index = entries.findIndex((entry) => entry.epoch === epoch);
  const [entry, next] = [entries[index], entries[index + 1]];
  return entry && next && isSamePod(entry, next) && !next.takesOver ? next.firstSequence : 0;
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

/** Numbers before the first name: behind each other until it begins, as long as it is. */
const headTimes = (count: number, { startUnixMs, durationMs }: ListedSegment) =>
  Array.from({ length: count }, (_, index) => {
    const startMs = startUnixMs - (count - index) * Math.max(1, durationMs);
    return { startMs, endMs: startMs + Math.max(1, durationMs) };
  });

/** Gives numbers without a name the time between their neighbours. */
const timesBetween = (numbers: readonly Numbered[]): readonly Times[] => {
  const nextStarts: number[] = [];
  let nextStart = Number.NEGATIVE_INFINITY;
  for (const { name } of numbers.toReversed()) {
    nextStarts.push(nextStart);
    nextStart = name?.startUnixMs ?? nextStart;
  }
  nextStarts.reverse();
  let formerEnd = 0;
  return numbers.map(({ name }, index) => {
    const startMs = name?.startUnixMs ?? formerEnd;
    const endMs = name ? startMs + name.durationMs : Math.max(startMs + 1, nextStarts[index] ?? 0);
    if (name) formerEnd = endMs;
    return { startMs, endMs };
  });
};

/** None where no number has a name. */
const withTimes = (numbers: readonly Numbered[]): readonly ExpectedNumber[] => {
  const head = numbers.findIndex(({ name }) => name !== undefined);
  const first = numbers[head]?.name;
  if (!first) return [];
  const times = [...headTimes(head, first), ...timesBetween(numbers.slice(head))];
  return times.flatMap((time, index) => {
    const number = numbers[index];
    return number ? [{ epoch: number.epoch, sequence: number.sequence, ...time }] : [];
  });
};

/** Every number of the session that should have media, in playing order; none where the bucket has no segment. */
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
