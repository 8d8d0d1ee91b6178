import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../api/api-problem.ts';
import { type ReadState, renewalWait, streamReadWait } from './read-wait.ts';

const read: ReadState = { status: 'success', error: null, dataUpdatedAt: 100_000, errorUpdatedAt: 0 };
const failed = (status: number): ReadState => ({
  ...read,
  status: 'error',
  error: new ApiProblem({ status, code: 'Any', detail: 'Any' }),
});

describe('streamReadWait', () => {
  it.each<readonly [string, ReadState, boolean, number | false]>([
    ['a stream that messages tell of', read, true, false],
    ['a stream without a connection', read, false, 7_000],
    ['a stream that is not known yet', { ...read, status: 'pending' }, true, 7_000],
    ['a stream while the api is away', failed(0), true, 7_000],
    ['a stream that is not there', failed(404), true, 30_000],
    ['the same without a connection', failed(404), false, 30_000],
    ['what can be no stream', failed(400), false, false],
  ])('reads %s after as long', (_what, state, isConnected, waitMs) => {
    expect(streamReadWait(state, isConnected)).toBe(waitMs);
  });
});

describe('renewalWait', () => {
  it.each<readonly [string, Partial<ReadState>, number]>([
    ['since the last read', {}, 70_000],
    ['since the last failure', { errorUpdatedAt: 130_000 }, 100_000],
    ['a moment when it is due', { dataUpdatedAt: 1_000 }, 1_000],
  ])('waits what is left %s', (_since, own, waitMs) => {
    expect(renewalWait({ ...read, ...own }, 120_000, 150_000)).toBe(waitMs);
  });
});
