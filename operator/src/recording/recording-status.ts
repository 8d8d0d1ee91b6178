/**
 * The one place that derives a Recording's status from what a pass found. Pure. A Recording that is settled keeps what it
 * was told, as do its facts of the past: the result, once there is one.
 */

import type { Recording, RecordingStatus } from '@kubecast/crds/recording';
import type { RecordingResult } from '@kubecast/media/recording-result';
import { type Condition, deriveConditions, parseConditions } from '@kubecast/runtime/condition';
import type { RecordingState } from './recording-state.ts';
import { askedRetry } from './settled.ts';
import { stateFacts } from './state-conditions.ts';
import { durationWords, sizeWords } from './words.ts';

const maxGaps = 100;

type ResultFields = Omit<RecordingStatus, 'observedGeneration' | 'handledRetry' | 'conditions'>;

const resultFields = (result: RecordingResult): ResultFields => {
  const at = ({ bucket, key }: { readonly bucket: string; readonly key: string }) => ({ bucket, key });
  return {
    startedAt: result.startedAt,
    endedAt: result.endedAt,
    durationSeconds: result.durationSeconds,
    duration: durationWords(result.durationSeconds),
    sizeBytes: result.video.sizeBytes,
    size: sizeWords(result.video.sizeBytes),
    width: result.width,
    height: result.height,
    segments: result.segments,
    missingSegments: result.missingSegments,
    gaps: result.gaps.slice(0, maxGaps),
    video: at(result.video),
    thumbnail: at(result.thumbnail),
    storyboard: at(result.storyboard),
  };
};

const conditionsOf = ({ metadata, status }: Recording, state: RecordingState, now: Date): readonly Condition[] => {
  const known = parseConditions(status?.conditions);
  if (state.kind === 'settled') return known;
  return deriveConditions(known, stateFacts(state), { observedGeneration: metadata.generation, now });
};

/** The end of a Recording answers whatever was asked before it. */
const isAnswer = ({ kind }: RecordingState): boolean => kind !== 'progressing' && kind !== 'stalled';

/** The whole status after a pass. `isRetried`: nothing of before stands in the way of the try that a person asked for. */
export const deriveRecordingStatus = (
  recording: Recording,
  state: RecordingState,
  now: Date,
  isRetried = false,
): RecordingStatus => {
  const { generation } = recording.metadata;
  const { observedGeneration: _seen, handledRetry: handled, conditions: _known, ...result } = recording.status ?? {};
  const handledRetry = isRetried || isAnswer(state) ? (askedRetry(recording) ?? handled) : handled;
  return {
    ...(state.kind === 'complete' ? resultFields(state.result) : result),
    observedGeneration: generation,
    ...(handledRetry !== undefined && { handledRetry }),
    conditions: conditionsOf(recording, state, now).map((condition) => ({
      ...condition,
      observedGeneration: generation,
    })),
  };
};
