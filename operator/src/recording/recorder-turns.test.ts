import type { Recording } from '@kubecast/crds/recording';
import { describe, expect, it } from 'vitest';
import { RecorderTurns } from './recorder-turns.ts';
import { recordingFixture } from './testing/recording-fixture.ts';

/** Of the session that began in that minute of the hour. */
const of = (minute: string): Recording => {
  const { metadata, ...rest } = recordingFixture({
    source: { liveStream: 'main', session: `20261122-18${minute}00-a1b2` },
  });
  return { ...rest, metadata: { ...metadata, name: `main-${minute}`, uid: minute } };
};

const [first, second, third, fourth] = [of('01'), of('02'), of('03'), of('04')] as const;

describe('RecorderTurns', () => {
  it('lets as many begin as may work at once, before anybody else knows of them', () => {
    const turns = new RecorderTurns(2, () => new Set());
    expect([first, second, third, fourth].map((recording) => turns.ask(recording))).toEqual([0, 0, 2, 3]);
    expect(turns.due()).toEqual([]);
    expect(turns.ask(second)).toBe(0);
  });

  it('counts one that begins once when its Job is known of', () => {
    const turns = new RecorderTurns(2, () => new Set(['01']));
    expect([first, second, third].map((recording) => turns.ask(recording))).toEqual([0, 0, 2]);
  });

  it('lets the oldest session go first when a recorder ends', () => {
    const running = new Set(['01']);
    const turns = new RecorderTurns(1, () => running);
    expect([fourth, second, third].map((recording) => turns.ask(recording))).toEqual([1, 1, 2]);
    running.clear();
    expect(turns.due()).toEqual(['live/main-02']);
    expect([fourth, third, second].map((recording) => turns.ask(recording))).toEqual([2, 1, 0]);
  });

  it('lets whole sessions go before clips of older ones', () => {
    const running = new Set(['01']);
    const turns = new RecorderTurns(1, () => running);
    const range = { from: '2026-11-22T18:10:00Z', to: '2026-11-22T18:15:00Z' };
    const clip = { ...second, spec: { ...second.spec, range } };
    expect([clip, fourth, third].map((recording) => turns.ask(recording))).toEqual([1, 1, 1]);
    running.clear();
    expect(turns.due()).toEqual(['live/main-03']);
    expect([clip, fourth, third].map((recording) => turns.before(recording))).toEqual([2, 1, 0]);
  });

  it('leaves its place to others when it comes to something else', () => {
    const turns = new RecorderTurns(1, () => new Set());
    expect([first, second, third].map((recording) => turns.ask(recording))).toEqual([0, 1, 2]);
    turns.leave(first);
    expect(turns.isWaiting(second)).toBe(true);
    turns.leave(second);
    expect(turns.before(third)).toBe(0);
    expect(turns.due()).toEqual(['live/main-03']);
  });
});
