/** What a condition's reason means for a streamer. */

/** `good` is as it should be, `info` needs nobody, `working` passes by itself, `warning` and `bad` need somebody. */
export type Severity = 'good' | 'info' | 'working' | 'warning' | 'bad';

/** A reason of a condition in a streamer's words. */
export interface Advice {
  readonly title: string;
  /** What there is to see, and why. */
  readonly meaning: string;
  /** What to do; undefined where nothing is. */
  readonly fix?: string;
  readonly severity: Severity;
  /** True: only who runs the cluster can mend it. */
  readonly isForOperator?: boolean;
}

/** By reason. */
export type AdviceTable = Readonly<Record<string, Advice>>;

/** Said where there is nothing to do on the streamer's side. */
export const tellOperator = 'Tell whoever runs the cluster, with the details below: you can do nothing about it.';
