/** Reads what the bucket says of a stream: the epoch log and, while a session is open, the listing of its segments. */
import type { EpochEntry, EpochLog } from '@kubecast/media/epoch-log';
import { type StreamName, sessionStartMs, streamPrefix } from '@kubecast/media/keys';
import type { ObjectStore } from '@kubecast/media/object-store';
import { lastSegmentOf, listSession, type SessionListing } from '@kubecast/media/session-listing';
import { sourceSchema } from '@kubecast/media/state-feed';
import { z } from 'zod';
import { sessionFormatSchema } from '../encoder/session-format.ts';
import { nextSequenceMetadata } from '../publisher/published-session.ts';
import { openSnapshot } from './open-snapshot.ts';
import type { LogSnapshot } from './session-event.ts';
import type { Session } from './session-state.ts';

export interface LogReader {
  readonly log: EpochLog;
  readonly store: ObjectStore;
  readonly stream: StreamName;
  readonly liveStreamUid: string;
  readonly segmentSeconds: number;
}

/** A snapshot and, while a session is open, what the bucket holds of it. */
export interface LogReading {
  readonly snapshot: LogSnapshot;
  readonly listing: SessionListing;
  /** The master playlist in the bucket, while a session is open. */
  readonly master: string | undefined;
}

/** What an epoch record carries for a successor, under `media`. */
export const epochMediaSchema = z.object({ source: sourceSchema, format: sessionFormatSchema });

/**
 * Looked up by a list: S3 answers 403, not 404, to a get of an absent key where credentials may list their own prefix only
 * (a session policy's condition has no prefix to look at), and 403 would read as a bucket that refuses.
 */
const isThere = async (store: ObjectStore, key: string, signal: AbortSignal): Promise<boolean> => {
  for await (const object of store.list(key, { signal, pageSize: 1 })) return object.key === key;
  return false;
};

const readsNext = async (reader: LogReader, listing: SessionListing, next: number, signal: AbortSignal) => {
  const [rendition] = listing.keys();
  if (rendition === undefined) return false;
  const key = `${streamPrefix(reader.stream)}${rendition}/playlist.m3u8`;
  if (!(await isThere(reader.store, key, signal))) return false;
  const facts = await reader.store.head(key, signal);
  return facts?.metadata[nextSequenceMetadata] === String(next);
};

const resumableOf = (entry: EpochEntry, liveStreamUid: string): { resumable: Session } | undefined => {
  const media = epochMediaSchema.safeParse(entry.media);
  if (!media.success || entry.liveStreamUid !== liveStreamUid) return undefined;
  return { resumable: { id: entry.session, startedAtMs: sessionStartMs(entry.session), ...media.data } };
};

const readOpen = async (reader: LogReader, entry: EpochEntry, signal: AbortSignal): Promise<LogReading> => {
  const { store, stream, segmentSeconds, liveStreamUid } = reader;
  const listing = await listSession(store, stream, entry.session, signal);
  const last = lastSegmentOf(listing);
  // An epoch that left no segment may have announced some.
  const isWhole = last?.epoch === entry.epoch && (await readsNext(reader, listing, last.sequence + 1, signal));
  const clocks = { nowMs: Date.now(), bucketNowMs: store.clock.nowMs() };
  const resumable = resumableOf(entry, liveStreamUid);
  const snapshot = openSnapshot({ entry, last, isWhole, ...resumable, segmentMs: segmentSeconds * 1000, ...clocks });
  const masterKey = `${streamPrefix(stream)}master.m3u8`;
  const master = (await isThere(store, masterKey, signal)) ? await store.read(masterKey, { signal }) : undefined;
  return { snapshot, listing, master: master?.toString('utf8') };
};

const settled = (lastEpoch: number, nextSequence: number): LogReading => ({
  snapshot: { lastEpoch, nextSequence, lastEndMs: 0 },
  listing: new Map(),
  master: undefined,
});

/** Throws the store's errors. */
export const readLogSnapshot = async (reader: LogReader, signal: AbortSignal): Promise<LogReading> => {
  const entry = await reader.log.readLast(signal);
  if (!entry) return settled(0, 0);
  return entry.end ? settled(entry.epoch, entry.firstSequence) : readOpen(reader, entry, signal);
};
