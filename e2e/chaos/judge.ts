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

const atMost = (what: string, limit: number | undefined, value: number): readonly Verdict[] =>
  limit === undefined ? [] : [{ goal: `${what} ≤ ${limit} s`, measured: seconds(value), isMet: value <= limit }];

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

const encoderBack = (goals: Goals, { encoderBackSeconds }: Measures): readonly Verdict[] => {
  if (encoderBackSeconds !== undefined) return atMost('encoder back', goals.maxEncoderBackSeconds, encoderBackSeconds);
  if (goals.maxEncoderBackSeconds === undefined) return [];
  const goal = `encoder back ≤ ${goals.maxEncoderBackSeconds} s`;
  return [{ goal, measured: 'kept its connection', isMet: goals.encoderReturns !== true }];
};

const catchUp = ({ minCatchUp }: Goals, { catchUpSpeed }: Measures): readonly Verdict[] => {
  if (minCatchUp === undefined) return [];
  const measured = catchUpSpeed === undefined ? 'nothing had to wait' : catchUpSpeed.toFixed(1);
  return [{ goal: `catch-up ≥ ${minCatchUp} × real time`, measured, isMet: (catchUpSpeed ?? 0) >= minCatchUp }];
};

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

/** What the bucket lacks, but for what the goals allow. */
const unstored = ({ mayLoseSeconds }: Goals, { unstoredBeforeFault }: Measures): number | undefined =>
  unstoredBeforeFault?.filter((seconds) => mayLoseSeconds === undefined || seconds > mayLoseSeconds).length;

const numbers = ({ maySkipNumbers }: Goals, measures: Measures): readonly Verdict[] =>
  maySkipNumbers
    ? countAtMost('number skipped beyond those that may be taken', 0, measures.numbersBeyondRule)
    : countAtMost('number skipped', 0, measures.skippedNumbers);

/** The validator's words for a window that begins behind lost numbers. */
const cutWindow = /: segments were removed and only /;

/** And for segments that are not there any more. */
const takenBack = /: segments from (\d+) on were taken back$/;

/** Whether all that was taken back was listed so shortly before the fault that it may be lost. */
const mayBeTakenBack = ({ mayLoseSeconds = 0 }: Goals, { listedLast }: Measures, fault: string): boolean => {
  const from = takenBack.exec(fault)?.[1];
  return listedLast.some(({ sequence, secondsBefore }) => sequence === Number(from) && secondsBefore <= mayLoseSeconds);
};

const validPlaylists = (goals: Goals, measures: Measures): Verdict => {
  const isAllowed = (fault: string): boolean =>
    goals.maySkipNumbers === true && (cutWindow.test(fault) || mayBeTakenBack(goals, measures, fault));
  const faults = measures.playlistFaults.filter((fault) => !isAllowed(fault));
  const measured = faults.length === 0 ? 'yes' : faults.slice(0, 5).join('; ');
  return { goal: 'valid playlists', measured, isMet: faults.length === 0 };
};

/** One verdict a goal of this fault. */
export const judgeGoals = (goals: Goals, measures: Measures): readonly Verdict[] => {
  const { gaps, worst } = measures;
  return [
    ...unseen(goals.minUnseenShare, gaps),
    ...atMost('gap', goals.maxGapSeconds, gapOf(worst)),
    ...atMost('freeze', goals.maxFreezeSeconds, worst.frozenSeconds),
    ...atMost('resume', goals.maxResumeSeconds, worst.resumeSeconds),
    ...encoderBack(goals, measures),
    ...catchUp(goals, measures),
    ...countAtMost('frame lost', goals.maxFramesLost, measures.framesLost),
    ...countAtMost('reconnect of the encoder', goals.encoderStays && 0, measures.reconnects),
  ];
};

/** One verdict for each thing that holds whatever happens, as far as these goals go. */
export const judgePromises = (goals: Goals, measures: Measures): readonly Verdict[] => [
  oneSession(measures),
  ...numbers(goals, measures),
  ...countAtMost('file that was named and never served', 0, measures.unserved),
  ...countAtMost('file missing in the bucket', 0, unstored(goals, measures)),
  ...countAtMost('reload', 0, measures.reloads),
  ...countAtMost('fatal error of hls.js', 0, measures.fatalErrors),
  validPlaylists(goals, measures),
];

export const judge = (goals: Goals, measures: Measures): readonly Verdict[] => [
  ...judgeGoals(goals, measures),
  ...judgePromises(goals, measures),
];

/** The goals that do not depend on how fast a machine is. */
export const untimed = ({ encoderStays, maxFramesLost }: Goals): Goals => ({
  ...(encoderStays && { encoderStays }),
  ...(maxFramesLost !== undefined && { maxFramesLost }),
});
