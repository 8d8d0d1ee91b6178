import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EpochLog } from './epoch-log.ts';
import type { EpochRecord } from './epoch-record.ts';
import { type LoggedSession, type LoggedSessionsOptions, loggedSessions } from './logged-sessions.ts';
import { MemoryStore } from './testing/memory-store.ts';

const stream = { namespace: 'live', stream: 'main' };
const idOf = (day: number): string => `2026010${day}-030405-abcd`;
const timeOf = (epoch: number): Date => new Date(Date.parse('2026-01-01T00:00:00Z') + epoch * 1_000);

let store: MemoryStore;
let log: EpochLog;

beforeEach(() => {
  store = new MemoryStore();
  log = new EpochLog(store, stream);
});

const claim = (epoch: number, record: Partial<EpochRecord> & Pick<EpochRecord, 'session'>) =>
  log.claim(epoch, {
    liveStreamUid: 'uid-1',
    podUid: 'pod-1',
    recording: true,
    firstSequence: epoch * 10,
    claimedAt: timeOf(epoch).toISOString(),
    end: false,
    ...record,
  });

const collect = async (options?: LoggedSessionsOptions): Promise<readonly LoggedSession[]> => {
  const sessions: LoggedSession[] = [];
  for await (const session of loggedSessions(log, options)) sessions.push(session);
  return sessions;
};

const expected = (day: number, { epochs = [], ...session }: Partial<LoggedSession>): LoggedSession => ({
  id: idOf(day),
  liveStreamUid: 'uid-1',
  recording: true,
  epochs,
  claimedMs: timeOf(epochs.at(-1) ?? 0).getTime(),
  closedMs: undefined,
  ...session,
});

describe('loggedSessions', () => {
  it('finds nothing in an empty log', async () => {
    expect(await collect()).toEqual([]);
  });

  it('tells the newest first, and when each was closed', async () => {
    await claim(1, { session: idOf(1) });
    await claim(2, { session: idOf(1), end: true });
    await claim(3, { session: idOf(2) });
    await claim(4, { session: idOf(2) });
    await claim(5, { session: idOf(3) });
    expect(await collect()).toEqual([
      expected(3, { epochs: [5] }),
      expected(2, { epochs: [3, 4], closedMs: timeOf(5).getTime() }),
      expected(1, { epochs: [1, 2], closedMs: timeOf(2).getTime() }),
    ]);
  });

  it('goes by what is left where entries were deleted', async () => {
    for (const [epoch, day] of [[1, 1] as const, [2, 1] as const, [3, 2] as const, [4, 3] as const]) {
      await claim(epoch, { session: idOf(day), end: epoch === 2 });
    }
    await store.delete('live/main/epochs/000001.json');
    await store.delete('live/main/epochs/000003.json');
    expect(await collect()).toEqual([
      expected(3, { epochs: [4] }),
      expected(1, { epochs: [2], closedMs: timeOf(2).getTime() }),
    ]);
  });

  it('goes on behind an entry that is deleted meanwhile', async () => {
    await claim(1, { session: idOf(1), end: true });
    await claim(2, { session: idOf(2), end: true });
    await claim(3, { session: idOf(3) });
    store.onRequest = (request, key) => {
      if (request === 'get' && key.endsWith('000003.json')) store.held.delete('live/main/epochs/000002.json');
    };
    expect((await collect()).map(({ id }) => id)).toEqual([idOf(3), idOf(1)]);
  });

  it.each([
    ['its newest entry', [false, true]],
    ['its oldest entry', [true, false]],
  ])('takes a session as recorded when %s says so', async (_what, flags) => {
    for (const [index, recording] of flags.entries()) await claim(index + 1, { session: idOf(1), recording });
    expect(await collect()).toEqual([expected(1, { epochs: [1, 2] })]);
  });

  it('leaves out what is not above a number', async () => {
    for (const epoch of [1, 2, 3]) await claim(epoch, { session: idOf(epoch) });
    expect((await collect({ after: 1 })).map(({ id }) => id)).toEqual([idOf(3), idOf(2)]);
  });

  it.each([1, 2, 3, 4, 7, 8, 9, 63, 64, 65])('finds the first entry of %i before another session', async (length) => {
    await claim(1, { session: idOf(1), end: true });
    for (let epoch = 2; epoch < 2 + length; epoch += 1) await claim(epoch, { session: idOf(2) });
    const [newest] = await collect();
    expect(newest?.epochs).toEqual(Array.from({ length }, (_, index) => index + 2));
  });

  it('reads few entries of a long session, and none of older ones that nobody asks for', async () => {
    await claim(1, { session: idOf(1), end: true });
    for (let epoch = 2; epoch <= 1_000; epoch += 1) await claim(epoch, { session: idOf(2) });
    const read = vi.spyOn(log, 'read');
    for await (const { id } of loggedSessions(log)) if (id === idOf(2)) break;
    expect(read.mock.calls.length).toBeLessThan(25);
  });

  it('reads each entry of short sessions once', async () => {
    for (let epoch = 1; epoch <= 9; epoch += 1) await claim(epoch, { session: idOf(epoch), end: true });
    const read = vi.spyOn(log, 'read');
    expect(await collect()).toHaveLength(9);
    expect(read).toHaveBeenCalledTimes(9);
  });
});
