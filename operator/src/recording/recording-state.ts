/** Where a Recording stands at the end of a pass: everything that its conditions are made from. */
import type { recordingReasons } from '@kubecast/crds/conditions';
import type { RecordingResult } from '@kubecast/media/recording-result';

type Reasons = typeof recordingReasons;

/** Reasons of what is on its way. */
export type ProgressReason = Reasons[Exclude<keyof Reasons, 'complete' | 'stalled' | 'failed'>];

/**
 * - `settled`: complete or failed before; nothing of that changes by itself;
 * - `progressing`: nothing is wrong that time, or another try, would not mend;
 * - `stalled`: a person must act, and then it goes on by itself;
 * - `failed`: given up, until somebody asks for another try.
 */
export type RecordingState =
  | { readonly kind: 'settled' }
  | { readonly kind: 'complete'; readonly result: RecordingResult }
  | { readonly kind: 'progressing'; readonly reason: ProgressReason; readonly message: string }
  | { readonly kind: 'stalled'; readonly reason: string; readonly message: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly message: string };
