/** Goals against measures. Pure. */
import { type Gap, type Measures, visibleGapSeconds } from './measure.ts';
import type { Goals } from './scenario.ts';

/** One goal and what became of it. */
export interface Verdict {
  readonly goal: string;
  readonly measured: string;
  readonly isMet: boolean;
}

const seconds = (value: number): string => `${value.toFixed(2)} s`;

const atMost = (what: string, limit: number | undefined, value: number | undefined): readonly Verdict[] =>
  limit === undefined
    ? []
    : [{ goal: `${what} ≤ ${limit} s`, measured: seconds(value ?? 0), isMet: (value ?? 0) <= limit }];

const countAtMost = (what: string, limit: number | undefined, value: number | undefined): readonly Verdict[] =>
  limit === undefined
    ? []
    : [
        {
          goal: limit === 0 ? `no ${what}` : `${what} ≤ ${limit}`,
          measured: value === undefined ? 'not measured' : String(value),
          isMet: value !== undefined && value <= limit,
        },
      ];

const gapOf = ({ frozenSeconds, missedSeconds }: Gap): number => Math.max(frozenSeconds, missedSeconds);

const unseen = (share: number | undefined, gaps: readonly Gap[]): readonly Verdict[] => {
  if (share === undefined) return [];
  const count = gaps.filter((gap) => gapOf(gap) < visibleGapSeconds).length;
  const goal = `no gap seen in ${Math.ceil(share * gaps.length)} of ${gaps.length}`;
  return [{ goal, measured: `${count}`, isMet: count >= share * gaps.length }];
};

const oneSession = ({ sessions }: Measures): Verdict => ({
  goal: 'the same session',
  measured: sessions.length === 1 ? 'yes' : sessions.join(', '),
  isMet: sessions.length === 1,
});

/** The validator's words for a window that begins behind lost numbers. */
const cutWindow = /: segments were removed and only /;

const validPlaylists = ({ maySkipNumbers }: Goals, { playlistFaults }: Measures): Verdict => {
  const faults = playlistFaults.filter((fault) => !(maySkipNumbers && cutWindow.test(fault)));
  const measured = faults.length === 0 ? 'yes' : faults.slice(0, 5).join('; ');
  return { goal: 'valid playlists', measured, isMet: faults.length === 0 };
};

/** One verdict a goal, those that hold for every fault last. */
export const judge = (goals: Goals, measures: Measures): readonly Verdict[] => {
  const { gaps, worst } = measures;
  return [
    ...unseen(goals.minUnseenShare, gaps),
    ...atMost('gap', goals.maxGapSeconds, gapOf(worst)),
    ...atMost('freeze', goals.maxFreezeSeconds, worst.frozenSeconds),
    ...atMost('resume', goals.maxResumeSeconds, worst.resumeSeconds),
    ...atMost('encoder back', goals.maxEncoderBackSeconds, measures.encoderBackSeconds),
    ...countAtMost('frame lost', goals.maxFramesLost, measures.framesLost),
    ...countAtMost('reconnect of the encoder', goals.encoderStays && 0, measures.reconnects),
    oneSession(measures),
    ...countAtMost('segment lost', goals.maySkipNumbers ? undefined : 0, measures.lostSegments),
    ...countAtMost('reload', 0, measures.reloads),
    ...countAtMost('fatal error of hls.js', 0, measures.fatalErrors),
    validPlaylists(goals, measures),
  ];
};
