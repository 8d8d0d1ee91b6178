import { describe, expect, it } from 'vitest';
import { restoreSession } from './restore-session.ts';
import { initialSessionState, type LiveState } from './session-state.ts';

const live: LiveState = {
  phase: 'Live',
  counters: { lastEpoch: 3, nextSequence: 40, lastEndMs: 70_000 },
  known: true,
  session: {
    id: '20260102-030405-abcd',
    startedAtMs: 1000,
    source: { videoCodec: 'h264', width: 1280, height: 720, frameRate: 30 },
    format: { frameRate: { numerator: 30, denominator: 1 }, renditions: [] },
  },
  sinceMs: 2000,
  after: 'wait',
};

describe('restoreSession', () => {
  it('waits for the encoder from the last segment on when the agent crashed while live', () => {
    expect(restoreSession(live, { graceMs: 5000 })).toEqual({
      phase: 'Reconnecting',
      counters: live.counters,
      known: true,
      session: live.session,
      sinceMs: 70_000,
      deadlineMs: 75_000,
    });
  });

  it('keeps an idle state as it is', () => {
    expect(restoreSession(initialSessionState, { graceMs: 5000 })).toEqual(initialSessionState);
  });

  const { counters, known, session } = live;

  it('waits for the encoder when the agent was shut down, for the spool may hold what has only its numbers', () => {
    const retired = { phase: 'Retired', counters, known, reason: 'shutdown', session } as const;
    expect(restoreSession(retired, { graceMs: 5000 })).toMatchObject({
      phase: 'Reconnecting',
      counters,
      session,
      deadlineMs: 75_000,
    });
  });

  it('asks the log when the agent was superseded', () => {
    const superseded = { phase: 'Retired', counters, known, reason: 'superseded', session } as const;
    expect(restoreSession(superseded, { graceMs: 5000 })).toBeUndefined();
  });

  it('keeps its numbers when the agent was shut down without a session, for claims may wait under them', () => {
    const idle = { phase: 'Retired', counters, known: false, reason: 'shutdown' } as const;
    expect(restoreSession(idle, { graceMs: 5000 })).toEqual({ phase: 'Idle', counters, known: false });
  });
});
