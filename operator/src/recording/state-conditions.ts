/** The conditions of a Recording, from where it stands. Pure. */
import { recordingConditions, recordingReasons } from '@kubecast/crds/conditions';
import type { RecordingResult } from '@kubecast/media/recording-result';
import type { ConditionFact } from '@kubecast/runtime/condition';
import type { RecordingState } from './recording-state.ts';
import { durationWords, sizeWords } from './words.ts';

const lacking = ({ missingSegments, gapCount }: RecordingResult): string => {
  const lacks = [
    ...(gapCount > 0 ? [`${gapCount} gap${gapCount > 1 ? 's' : ''}`] : []),
    ...(missingSegments > 0 ? [`${missingSegments} segment${missingSegments > 1 ? 's' : ''} missing`] : []),
  ];
  return lacks.length > 0 ? `, with ${lacks.join(' and ')}` : '';
};

/** `2m5s of video, 14.3 MiB from 62 segments, with 1 gap`. */
export const resultWords = (result: RecordingResult): string => {
  const { durationSeconds, video, segments } = result;
  const source = `${segments} segment${segments > 1 ? 's' : ''}`;
  return `${durationWords(durationSeconds)} of video, ${sizeWords(video.sizeBytes)} from ${source}${lacking(result)}`;
};

const completeFacts = (result: RecordingResult): readonly ConditionFact[] => {
  const { ready, complete } = recordingConditions;
  const message = resultWords(result);
  return [ready, complete].map((type) => ({ type, status: 'True', reason: recordingReasons.complete, message }));
};

/** `Ready` is always among them, and at most one of `Reconciling` and `Stalled`. None for `settled`: they stand. */
export const stateFacts = (state: Exclude<RecordingState, { kind: 'settled' }>): readonly ConditionFact[] => {
  const { ready, reconciling, stalled, failed } = recordingConditions;
  if (state.kind === 'complete') return completeFacts(state.result);
  const { reason, message } = state;
  switch (state.kind) {
    case 'progressing':
      return [
        { type: ready, status: 'False', reason, message },
        { type: reconciling, status: 'True', reason, message },
      ];
    case 'stalled':
      return [
        { type: ready, status: 'False', reason: recordingReasons.stalled, message },
        { type: stalled, status: 'True', reason, message },
      ];
    case 'failed':
      return [
        { type: ready, status: 'False', reason: recordingReasons.failed, message },
        { type: failed, status: 'True', reason, message },
        { type: stalled, status: 'True', reason, message },
      ];
  }
};
