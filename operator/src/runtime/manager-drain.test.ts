import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LeadershipLostError } from './leader-election.ts';
import { type BackgroundTask, type DrainEnd, workWhileLeading } from './manager-drain.ts';

let history: string[];
let leading: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  history = [];
  leading = new AbortController();
});

afterEach(() => void vi.useRealTimers());

const recorder = {
  stop: async () => {
    history.push('events written');
  },
};

interface FakePass {
  /** Until a pass under way ends by itself. */
  readonly endsMs?: number;
  readonly obeysAbort?: boolean;
}

/** A controller with one pass under way. */
const buildController = ({ endsMs = Number.POSITIVE_INFINITY, obeysAbort = true }: FakePass) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = (what: string) => {
    history.push(what);
    resolve();
  };
  return {
    name: 'fake',
    run: () => promise,
    drain: () => {
      history.push('takes no more keys');
      if (Number.isFinite(endsMs)) setTimeout(() => end('pass ended'), endsMs);
      return promise;
    },
    abort: () => {
      if (obeysAbort) end('pass aborted');
      else history.push('abort ignored');
    },
  };
};

const start = (pass: FakePass, tasks: readonly BackgroundTask[] = []): Promise<DrainEnd> =>
  workWhileLeading(
    { controllers: [buildController(pass)], tasks, recorder, log: pino({ level: 'silent' }), drainMs: 20_000 },
    leading.signal,
  );

describe('workWhileLeading', () => {
  it.each<[string, FakePass, { end: DrainEnd; afterMs: number; pass: string }]>([
    ['ends in time', { endsMs: 19_000 }, { end: 'drained', afterMs: 19_000, pass: 'pass ended' }],
    ['ends when it is aborted', {}, { end: 'drained', afterMs: 20_000, pass: 'pass aborted' }],
    ['does not end at all', { obeysAbort: false }, { end: 'overdue', afterMs: 22_000, pass: 'abort ignored' }],
  ])('drains within its bounds when a pass %s', async (_, pass, expected) => {
    const ended = start(pass);
    const startMs = performance.now();
    leading.abort(new Error('Ending on a signal'));
    await vi.runAllTimersAsync();
    expect(await ended).toBe(expected.end);
    expect(performance.now() - startMs).toBe(expected.afterMs);
    expect(history).toEqual(['takes no more keys', expected.pass, 'events written']);
  });

  it('aborts passes at once when leadership is lost', async () => {
    const ended = start({ endsMs: 19_000 });
    leading.abort(new LeadershipLostError('Lost'));
    await vi.advanceTimersByTimeAsync(0);
    expect(await ended).toBe('drained');
    expect(history).toEqual(['takes no more keys', 'pass aborted', 'events written']);
  });

  it('ends tasks by their signal', async () => {
    const task: BackgroundTask = {
      name: 'feeds',
      run: (signal) =>
        new Promise((resolve) =>
          signal.addEventListener('abort', () => {
            history.push('task ended');
            resolve();
          }),
        ),
    };
    const ended = start({ endsMs: 1 }, [task]);
    leading.abort();
    await vi.runAllTimersAsync();
    await ended;
    expect(history[0]).toBe('task ended');
  });

  it('drains, then rejects when a task fails', async () => {
    const failing: BackgroundTask = { name: 'feeds', run: () => Promise.reject(new Error('It broke')) };
    const ended = expect(start({ endsMs: 1 }, [failing])).rejects.toThrow('It broke');
    await vi.runAllTimersAsync();
    await ended;
    expect(history).toEqual(['takes no more keys', 'pass ended', 'events written']);
  });

  it('goes on when all that there was to run has ended', async () => {
    const task: BackgroundTask = { name: 'once', run: async () => void history.push('done') };
    const work = { controllers: [], tasks: [task], log: pino({ level: 'silent' }), drainMs: 1 };
    let ended = false;
    const running = workWhileLeading(work, leading.signal).then(() => {
      ended = true;
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect([history, ended]).toEqual([['done'], false]);
    leading.abort();
    await vi.runAllTimersAsync();
    await running;
  });
});
