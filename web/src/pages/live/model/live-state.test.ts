import { describe, expect, it } from 'vitest';
import { type KnownOfStream, type LiveState, liveState } from './live-state.ts';
import type { PlaybackFacts } from './playback-facts.ts';

type Case = readonly [
  phase: PlaybackFacts['phase'],
  shown: PlaybackFacts['shown'],
  api: 'live' | 'reconnecting' | 'offline' | 'unknown' | 'absent',
  says: LiveState,
];

const cases: readonly Case[] = [
  ['connecting', 'connecting', 'unknown', 'unknown'],
  ['connecting', 'connecting', 'live', 'live'],
  ['playing', 'live', 'unknown', 'live'],
  ['playing', 'live', 'offline', 'live'],
  ['playing', 'behind', 'reconnecting', 'reconnecting'],
  ['reconnecting', 'reconnecting', 'unknown', 'reconnecting'],
  ['reconnecting', 'reconnecting', 'live', 'reconnecting'],
  ['reconnecting', 'reconnecting', 'offline', 'ended'],
  ['disconnected', 'disconnected', 'unknown', 'unknown'],
  ['playing', 'ended', 'unknown', 'ended'],
  ['playing', 'ended', 'offline', 'ended'],
  ['playing', 'ended', 'live', 'live'],
  ['offline', 'offline', 'unknown', 'offline'],
  ['offline', 'offline', 'live', 'live'],
  ['private', 'offline', 'absent', 'private'],
  ['private', 'offline', 'live', 'private'],
  ['notFound', 'offline', 'unknown', 'offline'],
  ['notFound', 'offline', 'absent', 'notFound'],
];

const knownOf = ([phase, shown, api]: Case): KnownOfStream => ({
  facts: { phase, shown },
  stream: api === 'unknown' || api === 'absent' ? undefined : { state: api },
  isAbsent: api === 'absent',
});

describe('liveState', () => {
  it.each(cases)('of a player that is %s (%s), of which the api says %s, is %s', (...row) => {
    expect(liveState(knownOf(row))).toBe(row[3]);
  });
});
