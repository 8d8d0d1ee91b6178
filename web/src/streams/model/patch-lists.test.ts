import { describe, expect, it } from 'vitest';
import type { StreamSummary } from '../../api/generated/schemas.ts';
import type { ServerMessage, StreamMessage } from '../../realtime/server-message.ts';
import { aStream } from '../testing/a-stream.ts';
import { aStreamMessage } from '../testing/a-stream-message.ts';
import { type ListKind, type PatchedList, patchList, type StreamPages } from './patch-lists.ts';

const ofLive: ListKind = { isOfLive: true, isOwn: false };
const ofAll: ListKind = { isOfLive: false, isOwn: false };
const own: ListKind = { isOfLive: false, isOwn: true };

const [one, two] = [aStream({ id: '1' }), aStream({ id: '2' })];

const pagesOf = (...pages: readonly (readonly StreamSummary[])[]): StreamPages => ({
  pages: pages.map((items) => ({ items, nextCursor: null })),
  pageParams: pages.map(() => undefined),
});

const list = pagesOf([one], [two]);
const told = (fields: Partial<StreamMessage>): ServerMessage => aStreamMessage({ id: '2', ...fields });

const readAgain: PatchedList = { pages: list, isReadAgain: true };
const now = (pages: StreamPages): PatchedList => ({ pages, isReadAgain: false });

const counts = [
  { id: '1', viewers: 8 },
  { id: '3', viewers: 1 },
];

const cases: readonly (readonly [string, ListKind, ServerMessage, PatchedList])[] = [
  ['another title', ofLive, told({ title: 'New' }), now(pagesOf([one], [{ ...two, title: 'New' }]))],
  ['the end of one in a list of live ones', ofLive, told({ state: 'offline' }), now(pagesOf([one], []))],
  [
    'the end of one in a list of all',
    ofAll,
    told({ state: 'offline' }),
    now(pagesOf([one], [{ ...two, state: 'offline' }])),
  ],
  ['one that is live now', ofLive, told({ id: '3' }), readAgain],
  ['one that is not in the list, and not live', ofLive, told({ id: '3', state: 'offline' }), now(list)],
  ['one that is not in a list of all', ofAll, told({ id: '3' }), now(list)],
  ['one that is gone', ofLive, { type: 'removed', id: '1' }, now(pagesOf([], [two]))],
  ['one that others do not see any more', own, { type: 'removed', id: '1' }, readAgain],
  ['viewers', ofLive, { type: 'viewers', counts }, now(pagesOf([{ ...one, viewers: 8 }], [two]))],
  ['what lists have no use for', ofLive, { type: 'health', id: '1', conditions: [] }, now(list)],
];

describe('patchList', () => {
  it.each(cases)('takes over %s', (_what, kind, message, patched) => {
    expect(patchList(list, message, kind)).toEqual(patched);
  });

  it('asks for a new picture when the first session begins', () => {
    const silent = aStream({ id: '2', thumbnailUrl: null, sessionId: null, state: 'offline' });
    expect(patchList(pagesOf([silent]), told({}), ofAll).isReadAgain).toBe(true);
  });
});
