/** A page of one's recordings; administrators see all. */
import { z } from 'zod';
import { type Caller, callerId, isAdmin } from '../../access/caller.ts';
import { cursorId, cursorInstant, cutPage, keysetCursor } from '../../database/keyset-cursor.ts';
import { findStream } from '../streams/streams-repository.ts';
import type { Recording } from './recording.ts';
import { listRecordings, type RecordingPlace, type RecordingsQuery } from './recordings-repository.ts';
import type { RecordingsService } from './recordings-service.ts';
import type { ListRecordingsQuery } from './schemas.ts';

export interface RecordingsPage {
  readonly recordings: readonly Recording[];
  /** Null at the end. */
  readonly nextCursor: string | null;
}

const cursors = keysetCursor('recordings', z.tuple([cursorInstant, cursorId]));

const placeIn = (cursor: string): RecordingPlace => {
  const [createdAt, id] = cursors.parse(cursor);
  return { createdAt, id };
};

const cursorOf = ({ createdAtText, id }: Recording): string => cursors.encode([createdAtText, id]);

const ownerOf = (caller: Caller, owner: 'me' | undefined): string | undefined =>
  isAdmin(caller) && owner === undefined ? undefined : callerId(caller);

const noRecordings: RecordingsPage = { recordings: [], nextCursor: null };

/** @throws ApiError CursorInvalid */
export const listRecordingsPage = async (
  service: RecordingsService,
  caller: Caller,
  { streamId, state, owner, cursor, limit }: ListRecordingsQuery,
): Promise<RecordingsPage> => {
  const { databases } = service;
  const after = cursor === undefined ? undefined : placeIn(cursor);
  const stream = streamId === undefined ? undefined : await findStream(databases.streams, streamId);
  if (streamId !== undefined && !stream) return noRecordings;
  const query: RecordingsQuery = { ownerId: ownerOf(caller, owner), stream, state, after, limit: limit + 1 };
  const { items, nextCursor } = cutPage(await listRecordings(databases.recordings, query), limit, cursorOf);
  return { recordings: items, nextCursor };
};
