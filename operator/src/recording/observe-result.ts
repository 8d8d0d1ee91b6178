import type { Recording } from '@kubecast/crds/recording';
import type { RecordingResult } from '@kubecast/media/recording-result';
import { recordingNameOf } from './recording-child-metadata.ts';
import type { RecordingDependencies } from './recording-dependencies.ts';
import type { RecordingScope } from './recording-scope.ts';

type Range = Recording['spec']['range'];

const isSameRange = (a: Range, b: Range): boolean =>
  a === undefined || b === undefined
    ? a === b
    : Date.parse(a.from) === Date.parse(b.from) && Date.parse(a.to) === Date.parse(b.to);

/** Whether `result`, found under the Recording's name, is of what the Recording asks for. */
export const isResultOf = ({ spec }: Recording, { source, range }: RecordingResult): boolean =>
  source.liveStream === spec.source.liveStream &&
  source.session === spec.source.session &&
  isSameRange(spec.range, range);

/** A namesake's, of another rendition, may lie there; where the session lacks the one that is asked for, only a recorder can know. */
const isAsAsked = ({ spec }: Recording, { rendition }: RecordingResult): boolean =>
  spec.rendition === undefined || spec.rendition === rendition;

/**
 * Looks whether the video is there: made by the Job, or before by a Recording of the same name. While a Job is at work this is
 * for a recorder that does not answer: it may have ended, and its node be slow to say so.
 *
 * Sets `state` to complete.
 */
export const lookForResult = async (
  { bucket }: Pick<RecordingDependencies, 'bucket'>,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  const { recording, job } = scope;
  const name = recordingNameOf(recording);
  const result = await bucket.readResult(name, signal);
  if (!result || !isResultOf(recording, result)) return;
  if ((job.state === 'none' || job.state === 'active') && !isAsAsked(recording, result)) return;
  scope.state = { kind: 'complete', result };
};

/** The same unless a Job is at work: then it is not asked. */
export const observeResult = async (
  dependencies: RecordingDependencies,
  scope: RecordingScope,
  signal: AbortSignal,
): Promise<void> => {
  if (scope.job.state !== 'active') await lookForResult(dependencies, scope, signal);
};
