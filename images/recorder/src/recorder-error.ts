/**
 * What ends a recorder without a recording, and the one translator of errors to its outcome. "The bucket is wrong", "the
 * session is not ready" and "we failed" stay apart up to the exit code.
 */
import { BucketRefusesError, StoreUnreachableError, UploadLostError } from '@kubecast/media/object-store-error';
import type { RecorderConfig, RecorderOutcome, recorderFailures } from '@kubecast/media/recorder-config';
import { ZodError } from 'zod';

export type RecorderFailure = (typeof recorderFailures)[number];

/** `message` says what was tried, what happened and what to do; it is shown to users. */
export class RecorderError extends Error {
  readonly code: RecorderFailure;

  constructor(code: RecorderFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

type FailedOutcome = Extract<RecorderOutcome, { outcome: 'failed' }>;

const passing: ReadonlySet<RecorderFailure> = new Set(['SessionOpen', 'Unavailable', 'RecorderFault']);
const mostCharacters = 2000;
/** Of its JSON: a termination message has 4 KiB at most, or Kubernetes cuts it in two. */
const mostBytes = 3500;

const fitted = (message: string): string => {
  let text = message.slice(0, mostCharacters);
  while (Buffer.byteLength(JSON.stringify(text)) > mostBytes) text = text.slice(0, Math.floor(text.length * 0.9));
  return text;
};

const failed = (reason: RecorderFailure, message: string): FailedOutcome => ({
  outcome: 'failed',
  reason,
  message: fitted(message),
  retry: passing.has(reason),
});

const isFullDisk = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOSPC';

const fullDiskAdvice = ({ workLimitBytes }: RecorderConfig): string =>
  `Could not write to the work directory: it is full (${Math.ceil(workLimitBytes / 1024 ** 2)} MiB are set aside for it); ` +
  'free space on the node; its size is computed anew at each try';

/** A document that is not as it should be is no reading for people: the log has it. */
const messageOf = (error: unknown): string => {
  if (error instanceof ZodError)
    return 'what a tool or the object store says is not as it should be (its log has more)';
  return error instanceof Error ? error.message : String(error);
};

/** The outcome that an error means. What is unknown is ours: it is tried again, and the operator counts the tries. */
export const failureFor = (error: unknown, config: RecorderConfig): FailedOutcome => {
  if (error instanceof RecorderError) return failed(error.code, error.message);
  if (error instanceof BucketRefusesError) return failed('BucketRefuses', error.message);
  if (error instanceof StoreUnreachableError || error instanceof UploadLostError)
    return failed('Unavailable', `${error.message}; it is tried again`);
  if (isFullDisk(error)) return failed('NoSpace', fullDiskAdvice(config));
  return failed('RecorderFault', `Could not make the video: ${messageOf(error)}; it is tried again`);
};
