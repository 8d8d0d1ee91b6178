/**
 * What was last written to each LiveStream's status, until the informer has heard of it. A pass that begins before that
 * would derive transitions anew from the old status: it would tell of them twice, with other times.
 */
import type { LiveStream, LiveStreamStatus } from '@kubecast/crds/livestream';

/** A status, and the version of the LiveStream that the pass had read which wrote it. */
interface Report {
  readonly readVersion: string;
  readonly status: LiveStreamStatus;
}

/** Remembers one status a LiveStream for as long as the informer is behind. */
export class ReportedStatuses {
  readonly #reports = new Map<string, Report>();

  /** `liveStream` from the informer's store, with the status that was written since. */
  latest(liveStream: LiveStream): LiveStream {
    const { uid, resourceVersion } = liveStream.metadata;
    const report = this.#reports.get(uid);
    if (!report) return liveStream;
    if (report.readVersion === resourceVersion) return { ...liveStream, status: report.status };
    this.#reports.delete(uid);
    return liveStream;
  }

  /** A pass that had read `liveStream` has written `status`. */
  note({ metadata }: LiveStream, status: LiveStreamStatus): void {
    this.#reports.set(metadata.uid, { readVersion: metadata.resourceVersion, status });
  }

  /** The LiveStream with that uid is gone. */
  forget(uid: string): void {
    this.#reports.delete(uid);
  }
}
