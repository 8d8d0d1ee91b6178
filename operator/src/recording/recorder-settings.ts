/** What the operator's configuration says about every recorder. */
import type { TranscoderConfig } from '@kubecast/media/transcoder-config';
import type { ResourceRequirements } from 'kubernetes-types/core/v1.js';

/** Settings that a Recording's children are made from. */
export interface RecorderSettings {
  readonly recorderImage: string;
  readonly imagePullPolicy: 'Always' | 'IfNotPresent' | 'Never';
  /** `bucket` is the one of live segments. */
  readonly objectStore: TranscoderConfig['objectStore'];
  readonly recordingsBucket: string;
  /** Of the container, without ephemeral storage: that is computed. */
  readonly resources: ResourceRequirements;
  /** How many work at once. */
  readonly maxRecorders: number;
}
