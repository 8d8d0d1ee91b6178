/** One thing that the leader sees to. */
import type { Controller } from '@kubecast/runtime/controller';
import type { BackgroundTask } from '@kubecast/runtime/manager-drain';

export interface LeaderJob {
  readonly controller?: Controller;
  /** Looks at everything now and then. */
  readonly task: BackgroundTask;
  /** Ends what it listens to. */
  readonly release: () => void;
}
