/** What a cut of the node's power cost, against what it may. Pure. */
import type { Verdict } from '../judge.ts';
import { judgeRecording } from '../recordings/judge.ts';
import type { RecordingMeasures } from '../recordings/measure.ts';
import type { KillMeasures } from './measure-kill.ts';

/** A node needs most of a minute until its pods run again. */
const goals = { maxCompleteSeconds: 150 } as const;
const segmentSeconds = 2;
/** A picture is so old at most when it is in a segment, on a busy machine; and so long may an upload take. */
const pathSeconds = 1.5;
const uploadSeconds = 0.5;

const mostLostSeconds = segmentSeconds + pathSeconds;

const lost = ({ lostSeconds }: KillMeasures): Verdict => ({
  goal: `at most the segment in the making lost (≤ ${mostLostSeconds} s)`,
  measured: `${lostSeconds.toFixed(2)} s`,
  isMet: lostSeconds <= mostLostSeconds,
});

/** A segment is in the making until its upload is over. */
const listedStored = ({ unstoredListed }: KillMeasures): Verdict => {
  const old = unstoredListed.filter((seconds) => seconds > uploadSeconds);
  const measured =
    unstoredListed.length === 0 ? 'none' : unstoredListed.map((each) => `${each.toFixed(2)} s`).join(', ');
  return { goal: `no segment lost that was listed ${uploadSeconds} s before`, measured, isMet: old.length === 0 };
};

/** The verdicts on a recording, told apart from those on the others. */
const named = (name: string, measures: RecordingMeasures): readonly Verdict[] =>
  judgeRecording(goals, measures).map(({ goal, ...rest }) => ({ goal: `${name}: ${goal}`, ...rest }));

const ofSessions = ({ live }: KillMeasures): readonly Verdict[] =>
  live.flatMap((measures, index) => (index === 0 ? judgeRecording(goals, measures) : named('next session', measures)));

const ofRecorder = ({ recorder }: KillMeasures): readonly Verdict[] =>
  recorder ? named('recorder', recorder.measures) : [];

export const judgeKill = (measures: KillMeasures): readonly Verdict[] => [
  lost(measures),
  listedStored(measures),
  ...ofSessions(measures),
  ...ofRecorder(measures),
];
