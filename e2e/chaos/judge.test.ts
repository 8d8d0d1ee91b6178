import { describe, expect, it } from 'vitest';
import { judge, judgeGoals, untimed } from './judge.ts';
import type { Measures } from './measure.ts';
import type { Goals } from './scenario.ts';

const gap = { frozenSeconds: 0.1, missedSeconds: 0.1, resumeSeconds: 0 };

const measures = (changes: Partial<Measures> = {}): Measures => ({
  ...{ gaps: [gap], worst: gap, backAfterSeconds: undefined, framesLost: undefined, sessions: ['a'] },
  ...{ discontinuities: 0, reloads: 0, rebuilds: 0, fatalErrors: 0, playlistFaults: [] },
  ...{ skippedNumbers: 0, numbersBeyondRule: 0, unserved: 0, unstoredBeforeFault: [], catchUpSpeed: undefined },
  ...{ listedLast: [], reconnects: 0, encoderBackSeconds: undefined },
  ...changes,
});

const missed = (goals: Goals, changes: Partial<Measures>): readonly string[] =>
  judge(goals, measures(changes))
    .filter(({ isMet }) => !isMet)
    .map(({ goal }) => goal);

const seen = { ...gap, missedSeconds: 1 };

describe('judge', () => {
  it('asks of every fault that the session, its numbers, the page and the playlists hold', () => {
    expect(judge({}, measures()).map(({ goal }) => goal)).toEqual([
      'the same session',
      'no number skipped',
      'no file that was named and never served',
      'no file missing in the bucket',
      'no reload',
      'no fatal error of hls.js',
      'valid playlists',
    ]);
  });

  it.each<readonly [string, Goals, Partial<Measures>, readonly string[]]>([
    ['a gap that was missed', { maxGapSeconds: 0.6 }, { worst: { ...gap, missedSeconds: 0.7 } }, ['gap ≤ 0.6 s']],
    ['a gap that stood', { maxGapSeconds: 0.6 }, { worst: { ...gap, frozenSeconds: 0.7 } }, ['gap ≤ 0.6 s']],
    ['a jump where only standing counts', { maxFreezeSeconds: 0.6 }, { worst: { ...gap, missedSeconds: 9 } }, []],
    ['a slow resume', { maxResumeSeconds: 0.4 }, { worst: { ...gap, resumeSeconds: 0.5 } }, ['resume ≤ 0.4 s']],
    [
      'two gaps of ten',
      { minUnseenShare: 0.9 },
      { gaps: [...Array(8).fill(gap), seen, seen] },
      ['no gap seen in 9 of 10'],
    ],
    ['one gap of ten', { minUnseenShare: 0.9 }, { gaps: [...Array(9).fill(gap), seen] }, []],
    ['a lost frame', { maxFramesLost: 0 }, { framesLost: 1 }, ['no frame lost']],
    ['frames that nobody counted', { maxFramesLost: 0 }, {}, ['no frame lost']],
    ['an encoder that had to come back', { encoderStays: true }, { reconnects: 1 }, ['no reconnect of the encoder']],
    ['a slow encoder', { maxEncoderBackSeconds: 8 }, { encoderBackSeconds: 9 }, ['encoder back ≤ 8 s']],
    ['another session', {}, { sessions: ['a', 'b'] }, ['the same session']],
    ['no session', {}, { sessions: [] }, ['the same session']],
    ['an encoder that kept its connection', { maxEncoderBackSeconds: 8 }, {}, []],
    [
      'an encoder that was to come back and never left',
      { maxEncoderBackSeconds: 8, encoderReturns: true },
      {},
      ['encoder back ≤ 8 s'],
    ],
    ['a slow catch-up', { minCatchUp: 5 }, { catchUpSpeed: 4.9 }, ['catch-up ≥ 5 × real time']],
    ['a fast catch-up', { minCatchUp: 5 }, { catchUpSpeed: 12 }, []],
    ['a store that was never away', { minCatchUp: 5 }, {}, ['catch-up ≥ 5 × real time']],
    ['skipped numbers', {}, { skippedNumbers: 2 }, ['no number skipped']],
    ['skipped numbers of a lost node', { maySkipNumbers: true }, { skippedNumbers: 2 }, []],
    [
      'more of them than may be',
      { maySkipNumbers: true },
      { skippedNumbers: 9, numbersBeyondRule: 1 },
      ['no number skipped beyond those that may be taken'],
    ],
    [
      'named files of a lost node',
      { maySkipNumbers: true, mayLoseSeconds: 2 },
      { unserved: 1 },
      ['no file that was named and never served'],
    ],
    ['a file that the bucket lacks', {}, { unstoredBeforeFault: [0.5] }, ['no file missing in the bucket']],
    ['one that the bucket may lack', { mayLoseSeconds: 2 }, { unstoredBeforeFault: [0.5] }, []],
    ['one of too long before', { mayLoseSeconds: 2 }, { unstoredBeforeFault: [3] }, ['no file missing in the bucket']],
    ['one of after it', { mayLoseSeconds: 2 }, { unstoredBeforeFault: [Infinity] }, ['no file missing in the bucket']],
    ['a bucket that nobody looked into', {}, { unstoredBeforeFault: undefined }, ['no file missing in the bucket']],
    ['a reload', {}, { reloads: 1 }, ['no reload']],
    ['a fatal error', {}, { fatalErrors: 1 }, ['no fatal error of hls.js']],
    ['a fault of a playlist', {}, { playlistFaults: ['360p: 7 has no date'] }, ['valid playlists']],
  ])('finds %s', (_, goals, changes, expected) => {
    expect(missed(goals, changes)).toEqual(expected);
  });

  it('lets a lost node cut the window short, and nothing else', () => {
    const cut = '360p: segments were removed and only 1 s are left';
    expect(missed({ maySkipNumbers: true }, { playlistFaults: [cut] })).toEqual([]);
    expect(missed({ maySkipNumbers: true }, { playlistFaults: [cut, '360p: 7 has no date'] })).toEqual([
      'valid playlists',
    ]);
    expect(missed({}, { playlistFaults: [cut] })).toEqual(['valid playlists']);
  });
});

describe('judge, of segments that were taken back', () => {
  const goals: Goals = { maySkipNumbers: true, mayLoseSeconds: 2 };
  const playlistFaults = ['360p: segments from 10 on were taken back'];
  const listedLast = [
    { sequence: 9, secondsBefore: 2.2 },
    { sequence: 10, secondsBefore: 0.1 },
  ];

  it('lets a lost node take with it what it had just listed, and nothing else', () => {
    expect(missed(goals, { playlistFaults, listedLast })).toEqual([]);
    expect(missed({}, { playlistFaults, listedLast })).toEqual(['valid playlists']);
    expect(missed(goals, { playlistFaults })).toEqual(['valid playlists']);
    expect(missed(goals, { playlistFaults: ['360p: segments from 9 on were taken back'], listedLast })).toEqual([
      'valid playlists',
    ]);
  });
});

describe('untimed', () => {
  const goals: Goals = { maxGapSeconds: 0.6, maxFramesLost: 0, encoderStays: true, maxResumeSeconds: 0.4 };

  it('keeps what a slow machine must hold, too', () => {
    expect(untimed(goals)).toEqual({ maxFramesLost: 0, encoderStays: true });
    expect(untimed({ maxGapSeconds: 6 })).toEqual({});
  });

  it('finds a lost frame and a reconnect, and no slow return', () => {
    const slow = measures({ worst: { ...gap, resumeSeconds: 3 }, framesLost: 1, reconnects: 1 });
    expect(judgeGoals(untimed(goals), slow).map(({ isMet }) => isMet)).toEqual([false, false]);
  });
});
