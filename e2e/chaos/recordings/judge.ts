/** What became of a recording against its goals. Pure. */
import type { Verdict } from '../judge.ts';
import type { RecordingGoals } from './fault.ts';
import type { RecordingMeasures } from './measure.ts';

const few = 5;

const none = (what: string, found: readonly string[]): Verdict => ({
  goal: `no ${what}`,
  measured: found.length === 0 ? 'none' : found.slice(0, few).join('; '),
  isMet: found.length === 0,
});

const overInTime = (
  { maxCompleteSeconds }: RecordingGoals,
  { isKept, overAfterSeconds }: RecordingMeasures,
): Verdict => ({
  goal: `${isKept ? 'complete' : 'gone'} ≤ ${maxCompleteSeconds} s`,
  measured: `${overAfterSeconds.toFixed(1)} s`,
  isMet: overAfterSeconds <= maxCompleteSeconds,
});

const recorders = ({ minRecorders = 0 }: RecordingGoals, measures: RecordingMeasures): readonly Verdict[] =>
  minRecorders === 0
    ? []
    : [
        {
          goal: `recorders ≥ ${minRecorders}`,
          measured: String(measures.recorders),
          isMet: measures.recorders >= minRecorders,
        },
      ];

const everyFrame = ({ bucketFrames, videoFrames, firstUnlikeFrame }: RecordingMeasures): Verdict => {
  const isMet = bucketFrames > 0 && firstUnlikeFrame === undefined;
  const place = firstUnlikeFrame === undefined ? '' : `, unlike from frame ${firstUnlikeFrame} on`;
  return { goal: 'every frame of the bucket, in order', measured: `${videoFrames} of ${bucketFrames}${place}`, isMet };
};

const gapsListed = ({ gaps, gapsUnlike }: RecordingMeasures): Verdict => ({
  goal: 'gaps listed',
  measured: gapsUnlike === 0 ? `${gaps}` : `${gapsUnlike} not as the media has them`,
  isMet: gapsUnlike === 0,
});

const twin = ({ unlikeTwin }: RecordingMeasures): readonly Verdict[] =>
  unlikeTwin === undefined ? [] : [none('object unlike that of another recorder', unlikeTwin)];

const content = (measures: RecordingMeasures): readonly Verdict[] =>
  measures.isKept
    ? [
        everyFrame(measures),
        gapsListed(measures),
        none('missing segment beside those that are listed', measures.missingUnlike),
        ...twin(measures),
        none('fault of the video', measures.videoFaults),
      ]
    : [];

export const judgeRecording = (goals: RecordingGoals, measures: RecordingMeasures): readonly Verdict[] => [
  overInTime(goals, measures),
  ...recorders(goals, measures),
  ...content(measures),
  none('thing left behind', measures.leftBehind),
];
