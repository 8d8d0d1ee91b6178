/** Logs and listings of a session, for tests of plans: no media. */
import type { EpochEntry } from '@kubecast/media/epoch-log';
import { initName, segmentName } from '@kubecast/media/keys';
import type { ListedObject } from '@kubecast/media/object-store';
import { readRungs } from '@kubecast/media/session-rungs';
import type { SessionSnapshot } from '../plan/observe-session.ts';

export const listedSession = '20270115-080000-made';
export const listingStartMs = Date.parse('2027-01-15T08:00:00Z');
const prefix = `live/studio/${listedSession}/`;

const objectOf = (key: string, size: number): ListedObject => ({ key: prefix + key, size, modifiedMs: 0 });

/** `[epoch, sequence, start, length]` with times in seconds from the session's start; then bytes, 1000 when not given. */
export type SegmentRow = readonly [epoch: number, sequence: number, start: number, length: number, bytes?: number];

export const segmentObject = (
  rendition: string,
  [epoch, sequence, start, length, bytes = 1000]: SegmentRow,
): ListedObject => {
  const [startUnixMs, durationMs] = [listingStartMs + Math.round(start * 1000), Math.round(length * 1000)];
  return objectOf(`${rendition}/${segmentName({ epoch, sequence, startUnixMs, durationMs })}`, bytes);
};

export const initObject = (rendition: string, epoch: number): ListedObject =>
  objectOf(`${rendition}/${initName(epoch)}`, 700);

export const listedEntry = (epoch: number, entry: Partial<EpochEntry> = {}): EpochEntry => ({
  epoch,
  session: listedSession,
  liveStreamUid: 'uid',
  podUid: 'pod',
  recording: true,
  firstSequence: 0,
  claimedAt: '2027-01-15T08:00:00Z',
  end: false,
  ...entry,
});

export interface ListedRendition {
  readonly segments: readonly SegmentRow[];
  /** Of all epochs that have segments when not given. */
  readonly inits?: readonly number[];
}

const objectsOf = (rendition: string, { segments, inits }: ListedRendition): readonly ListedObject[] => {
  const epochs = inits ?? [...new Set(segments.map(([epoch]) => epoch))];
  const objects = [
    ...epochs.map((epoch) => initObject(rendition, epoch)),
    ...segments.map((row) => segmentObject(rendition, row)),
  ];
  return objects.toSorted((a, b) => (a.key < b.key ? -1 : 1));
};

/** A closed session. */
export const listedSnapshot = (
  renditions: Readonly<Record<string, ListedRendition>>,
  entries: readonly EpochEntry[] = [],
): SessionSnapshot => {
  const objects = Object.entries(renditions).flatMap(([name, rendition]) => objectsOf(name, rendition));
  return { entries, closed: true, rungs: readRungs(objects, prefix) };
};
