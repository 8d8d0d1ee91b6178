/** Whether uploads keep up (pure): the condition `StorageHealthy` in a pod's words. */
import { storageReasons } from '@kubecast/crds/conditions';
import { BucketRefusesError } from '@kubecast/media/object-store-error';
import type { Verdict } from '@kubecast/media/state-feed';

export interface StorageFacts {
  readonly segmentSeconds: number;
  /** How long the oldest file has been waiting. */
  readonly lagMs: number;
  /** The last failure since the last success. */
  readonly fault: Error | undefined;
  /** True from a refusal of the spool until it is empty. */
  readonly spoolFull: boolean;
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(0);

const unhealthy = (reason: string, message: string): Verdict => ({ healthy: false, reason, message });

/** Lag counts from 0.9 of a segment on (DESIGN §4). A store out of reach counts once it makes uploads lag. */
export const storageVerdict = ({ segmentSeconds, lagMs, fault, spoolFull }: StorageFacts): Verdict => {
  if (spoolFull) {
    return unhealthy(
      storageReasons.spoolFull,
      'The spool is full, segments are lost to the bucket; restore the object store',
    );
  }
  if (fault instanceof BucketRefusesError) return unhealthy(storageReasons.bucketRefuses, fault.message);
  if (lagMs < segmentSeconds * 900) {
    return { healthy: true, reason: storageReasons.uploadsKeepUp, message: 'Uploads keep up' };
  }
  if (fault) return unhealthy(storageReasons.bucketUnreachable, fault.message);
  const advice = 'give the object store more bandwidth or lower the renditions’ bitrates';
  return unhealthy(
    storageReasons.uploadsLag,
    `Uploads are more than ${seconds(segmentSeconds * 900)} s behind; ${advice}`,
  );
};
