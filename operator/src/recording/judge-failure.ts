/** Decides what follows a Job that failed. Pure. */
import { recordingStalledReasons } from '@kubecast/crds/conditions';
import { annotations } from '@kubecast/crds/names';
import { backoffBoundMs } from '@kubecast/runtime/backoff';
import type { EndedJob, RecorderEnd } from './job-facts.ts';

/** `again` at that time, or not before a person acted. */
export type Verdict =
  | { readonly kind: 'again'; readonly at: Date; readonly message: string }
  | { readonly kind: 'giveUp'; readonly reason: string; readonly message: string };

/** Between Jobs: each has tried a few times itself. */
const pauses = { baseMs: 15_000, capMs: 600_000 };

/** What ends so often in a row without a word is no accident. */
const mostSilentJobs = 4;

const stalledReasons = new Set<string>(Object.values(recordingStalledReasons));

const retryAdvice = `set a new value of the annotation ${annotations.retry}`;

const giveUp = ({ failure, words }: RecorderEnd): Verdict => {
  const { recorderCrashes } = recordingStalledReasons;
  if (!failure) {
    const message = `The recorder ends without saying why: ${words}. See the logs of its pods, then ${retryAdvice}`;
    return { kind: 'giveUp', reason: recorderCrashes, message };
  }
  const reason = stalledReasons.has(failure.reason) ? failure.reason : recorderCrashes;
  return { kind: 'giveUp', reason, message: `${failure.message}. To try again, ${retryAdvice}` };
};

/** True when nobody said why it ended, or said only that the recorder itself is at fault: again and again, neither passes. */
export const isSilent = ({ failure }: RecorderEnd): boolean =>
  failure === undefined || (failure.retry && failure.reason === 'RecorderFault');

/** How a try ended, for people. */
export const explainEnd = ({ failure, words }: RecorderEnd): string =>
  failure?.message ?? `The recorder ended without saying why: ${words}`;

/** The Job has ended without a result. `isMended`: what its recorder gave up by is not there any more. */
export const judgeFailure = (
  { at, attempt, silentJobs, end }: Pick<EndedJob, 'at' | 'attempt' | 'silentJobs' | 'end'>,
  isMended = false,
): Verdict => {
  const mayPass = isMended || (isSilent(end) ? silentJobs + 1 < mostSilentJobs : end.failure?.retry === true);
  if (!mayPass) return giveUp(end);
  const again = new Date(at.getTime() + backoffBoundMs(pauses, attempt));
  return { kind: 'again', at: again, message: `${explainEnd(end)}. It is tried again at ${again.toISOString()}` };
};
