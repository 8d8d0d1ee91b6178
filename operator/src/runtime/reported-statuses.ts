/**
 * What was last written to each object's status, until the informer has heard of it. A pass that begins before that would
 * derive transitions anew from the old status: it would tell of them twice, with other times.
 */
import type { WithStatus } from './status-patch.ts';

/** A status, and the version of the object that the pass had read which wrote it. */
interface Report<Status> {
  readonly readVersion: string;
  readonly status: Status;
}

/** What the API server always sets. */
type Identified = WithStatus & { readonly metadata: { readonly uid: string; readonly resourceVersion: string } };

/** Remembers one status an object for as long as the informer is behind. */
export class ReportedStatuses<T extends Identified> {
  readonly #reports = new Map<string, Report<T['status']>>();

  /** `object` from the informer's store, with the status that was written since. */
  latest(object: T): T {
    const { uid, resourceVersion } = object.metadata;
    const report = this.#reports.get(uid);
    if (!report) return object;
    if (report.readVersion === resourceVersion) return { ...object, status: report.status };
    this.#reports.delete(uid);
    return object;
  }

  /** A pass that had read `object` has written `status`. */
  note({ metadata }: T, status: NonNullable<T['status']>): void {
    this.#reports.set(metadata.uid, { readVersion: metadata.resourceVersion, status });
  }

  /** The object with that uid is gone. */
  forget(uid: string): void {
    this.#reports.delete(uid);
  }
}
