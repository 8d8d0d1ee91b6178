/** What the projection works with, whoever puts it together: the program or a test. */
import type { RuntimeMetrics } from '@kubecast/runtime/metrics';
import type { ApiConfiguration } from '../api-configuration.ts';
import type { Dependencies } from '../dependencies.ts';
import type { ProjectionInformers } from './projection-informers.ts';
import type { ProjectionMetrics } from './projection-metrics.ts';

export interface ProjectionParts {
  readonly config: Pick<
    ApiConfiguration,
    'KUBECAST_WATCH_NAMESPACES' | 'KUBECAST_LEASE_NAME' | 'POD_NAMESPACE' | 'POD_NAME'
  >;
  readonly dependencies: Pick<Dependencies, 'databases' | 'cluster' | 'stores' | 'logger' | 'now'>;
  /** On the registry of the process. */
  readonly metrics: RuntimeMetrics;
  /** Default {@link defaultProjectionTiming}. */
  readonly timing?: ProjectionTiming;
}

/** Milliseconds. */
export interface ProjectionTiming {
  /** How often rows and resources are compared whole, and what was cut off is looked for. */
  readonly sweepMs: number;
  /** How soon again when that failed. */
  readonly sweepAgainMs: number;
  /** The longest wait before a row that could not be written is tried again. */
  readonly backoffCapMs: number;
}

/** What production runs with. */
export const defaultProjectionTiming: ProjectionTiming = {
  sweepMs: 60_000,
  sweepAgainMs: 5_000,
  backoffCapMs: 15_000,
};

/** What one term of leadership is made of. */
export interface Term extends ProjectionParts {
  readonly informers: ProjectionInformers;
  readonly projectionMetrics: ProjectionMetrics;
  readonly timing: ProjectionTiming;
}
