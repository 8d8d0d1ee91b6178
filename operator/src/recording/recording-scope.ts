/** Everything that one pass over a Recording reads and finds out. Gathered once; steps fill in what they establish. */
import type { Recording } from '@kubecast/crds/recording';
import type { Job } from '@kubecast/runtime/core-kinds';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';
import type { Logger } from 'pino';
import type { JobFacts } from './job-facts.ts';
import type { RecordingState } from './recording-state.ts';
import type { SessionMedia } from './session-media.ts';

/** One pass's snapshot and findings. */
export interface RecordingScope {
  /** For what this pass does. */
  readonly log: Logger;
  readonly recording: Recording;
  /** Of the Job by the Recording's name, where this very Recording controls it. */
  readonly job: JobFacts;
  /** Metadata of `<name>-recorder`. */
  readonly secret: KubernetesObject | undefined;
  /** Set by `settleJob`: an ended Job that makes room for the next one. What that failed by may be in its Secret. */
  predecessor: Job | undefined;
  /** Number of the next Job: 1, and more where earlier ones failed. */
  attempt: number;
  /** How many Jobs in a row, just before the next one, ended without saying why. */
  silentJobs: number;
  /** Set when no Job stands in the way of the try that a person asked for. */
  isRetried: boolean;
  /** Set when it waits for its turn, or has just begun it. */
  keepsTurn: boolean;
  /** Set by `observeSource`: what the recorder will take. */
  media: SessionMedia | undefined;
  /** Set by the step that knows where the Recording stands: later ones do not run. */
  state: RecordingState | undefined;
  /** When to look again, though nothing will tell: the soonest counts. Milliseconds. */
  lookAgainMs: number;
  /** Set when a step threw: the later ones did not run. */
  failure: unknown;
}

/** What a pass begins with, before it has found anything out. */
export const noFindings: Omit<RecordingScope, 'log' | 'recording' | 'job' | 'secret'> = {
  predecessor: undefined,
  attempt: 1,
  silentJobs: 0,
  isRetried: false,
  keepsTurn: false,
  media: undefined,
  state: undefined,
  lookAgainMs: Number.POSITIVE_INFINITY,
  failure: undefined,
};

/** Asks for another pass after so long, unless an earlier one was asked for. */
export const lookAgain = (scope: RecordingScope, afterMs: number): void => {
  scope.lookAgainMs = Math.min(scope.lookAgainMs, Math.max(0, afterMs));
};
