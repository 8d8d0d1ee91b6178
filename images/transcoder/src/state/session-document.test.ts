import { sessionStateSchema } from '@kubecast/media/state-feed';
import { describe, expect, it } from 'vitest';
import { initialSessionState, type Session } from '../session/session-state.ts';
import { sessionDocument } from './session-document.ts';

const rendition = { name: '720p', width: 1280, height: 720, videoBitrateKbps: 2500, audioBitrateKbps: 128 };
const session: Session = {
  id: '20260102-030405-abcd',
  startedAtMs: Date.UTC(2026, 0, 2, 3, 4, 5),
  source: { videoCodec: 'h264', width: 1280, height: 720, frameRate: 30 },
  format: { frameRate: { numerator: 30, denominator: 1 }, renditions: [rendition] },
};
const common = { counters: { lastEpoch: 3, nextSequence: 9, lastEndMs: 0 }, known: true };
const sinceMs = Date.UTC(2026, 0, 2, 3, 10);
const document = {
  id: session.id,
  startedAt: '2026-01-02T03:04:05.000Z',
  since: '2026-01-02T03:10:00.000Z',
  epoch: 3,
  recording: true,
  source: session.source,
  renditions: ['720p'],
};

describe('sessionDocument', () => {
  it('says that media arrives', () => {
    const state = { phase: 'Live', ...common, session, sinceMs, after: 'wait' } as const;
    expect(sessionDocument(state, true)).toEqual({ ...document, phase: 'Live' });
  });

  it('says that it waits for the encoder', () => {
    const state = { phase: 'Reconnecting', ...common, session, sinceMs, deadlineMs: 0 } as const;
    expect(sessionDocument(state, true)).toEqual({ ...document, phase: 'Reconnecting' });
  });

  it.each([true, false])('says of an adopted session whether the log wants a Recording: %s', (recording) => {
    const adopted = { readAtMs: 0, closed: true, recording };
    const state = { phase: 'Reconnecting', ...common, session, sinceMs, deadlineMs: 0, adopted } as const;
    expect(sessionDocument(state, !recording)?.recording).toBe(recording);
  });

  it('says that the session has ended', () => {
    const ended = { ...session, endedAtMs: sinceMs, lastEpoch: 3 };
    const told = sessionDocument({ phase: 'Idle', ...common, ended }, true);
    expect(told).toEqual({ ...document, phase: 'Ended', endedAt: '2026-01-02T03:10:00.000Z' });
    expect(sessionStateSchema.safeParse(told).success).toBe(true);
  });

  it('says nothing when there was none, or another pod has it', () => {
    expect(sessionDocument(initialSessionState, true)).toBeUndefined();
    expect(sessionDocument({ phase: 'Retired', ...common, reason: 'superseded', session }, true)).toBeUndefined();
  });
});
