import { StalledError } from '@kubecast/runtime/reconcile-error';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { ProjectionLag } from './projection-lag.ts';

const context = { signal: new AbortController().signal, log: pino({ level: 'silent' }), reconcileId: 'id' };

describe('ProjectionLag', () => {
  it('is as old as the oldest change that no pass has written', async () => {
    let nowMs = 0;
    const lag = new ProjectionLag(() => nowMs);
    const pass = lag.observe(async () => undefined);
    const failing = lag.observe(() => Promise.reject(new Error('Away')));
    expect(lag.seconds()).toBe(0);
    lag.noticed('live/a');
    nowMs = 3_000;
    lag.noticed('live/b');
    lag.noticed('live/a');
    nowMs = 5_000;
    expect(lag.seconds()).toBe(5);
    await expect(failing('live/a', context)).rejects.toThrow('Away');
    expect(lag.seconds()).toBe(5);
    await pass('live/a', context);
    expect(lag.seconds()).toBe(2);
    await pass('live/b', context);
    expect(lag.seconds()).toBe(0);
  });

  it('counts what is being done, and not what a person must do first', async () => {
    let nowMs = 0;
    const lag = new ProjectionLag(() => nowMs);
    const pass = lag.observe(() => {
      nowMs += 4_000;
      expect(lag.seconds()).toBe(4);
      return Promise.reject(new StalledError('Elsewhere', 'Check the buckets'));
    });
    await expect(pass('live/a', context)).rejects.toThrow('Check');
    expect(lag.seconds()).toBe(0);
  });

  it('counts a change that came during a pass', async () => {
    let nowMs = 0;
    const lag = new ProjectionLag(() => nowMs);
    const pass = lag.observe(async (key) => {
      nowMs = 1_000;
      lag.noticed(key);
      return undefined;
    });
    await pass('live/a', context);
    nowMs = 3_000;
    expect(lag.seconds()).toBe(2);
  });
});
