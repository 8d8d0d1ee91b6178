/** What a run has for all its faults. */
import type { TestCluster } from '../src/cluster.ts';

export interface Theatre {
  readonly cluster: TestCluster;
  readonly say: (text: string) => void;
  /** Ctrl-C, or too long. */
  readonly signal: AbortSignal;
}
