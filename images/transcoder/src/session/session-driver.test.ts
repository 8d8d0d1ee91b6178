import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DelegatedEffect, SessionDriver } from './session-driver.ts';
import { initialSessionState } from './session-state.ts';

const source = { videoCodec: 'h264', width: 1280, height: 720, frameRate: 30 };
const format = { frameRate: { numerator: 30, denominator: 1 }, renditions: [] };

describe('SessionDriver', () => {
  const effects: DelegatedEffect[] = [];
  const newDriver = (initial = initialSessionState) =>
    new SessionDriver({
      initial,
      rules: { graceMs: 5000, segmentMs: 2000 },
      perform: (effect) => effects.push(effect),
      onChange: () => undefined,
    });
  const start = (driver: SessionDriver): void =>
    driver.dispatch({ kind: 'mediaStarted', atMs: Date.now(), newSessionId: 'session', source, format });
  const drop = (driver: SessionDriver): void =>
    driver.dispatch({ kind: 'epochEnded', atMs: Date.now(), cause: 'dropped' });

  beforeEach(() => {
    vi.useFakeTimers();
    effects.length = 0;
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('ends the session when its grace is over', () => {
    const driver = newDriver();
    start(driver);
    drop(driver);
    vi.advanceTimersByTime(4999);
    expect(driver.state.phase).toBe('Reconnecting');
    vi.advanceTimersByTime(1);
    expect(driver.state.phase).toBe('Idle');
    expect(effects.map(({ kind }) => kind)).toEqual(['beginEpoch', 'endSession']);
  });

  it('does not end it when the encoder has returned', () => {
    const driver = newDriver();
    start(driver);
    drop(driver);
    vi.advanceTimersByTime(3000);
    start(driver);
    vi.advanceTimersByTime(60_000);
    expect(driver.state.phase).toBe('Live');
  });

  it('ends a restored session when its grace is over', () => {
    const waiting = newDriver();
    start(waiting);
    drop(waiting);
    waiting.close();
    const restored = new SessionDriver({
      initial: waiting.state,
      rules: { graceMs: 5000, segmentMs: 2000 },
      perform: () => undefined,
      onChange: () => undefined,
    });
    vi.advanceTimersByTime(5000);
    expect(waiting.state.phase).toBe('Reconnecting');
    expect(restored.state.phase).toBe('Idle');
  });
});
