/** What the operator's configuration says about every stream. */
import type { TranscoderConfig } from '@kubecast/media/transcoder-config';

/** Settings that a stream's children are made from. */
export interface StreamSettings {
  readonly transcoderImage: string;
  readonly imagePullPolicy: 'Always' | 'IfNotPresent' | 'Never';
  readonly objectStore: TranscoderConfig['objectStore'];
  /** Share of a ladder's CPU need that its pod requests, 1 to 100. */
  readonly cpuRequestPercent: number;
  /** Address that encoders use for NodePort Services; absent: the address of the pod's node. */
  readonly nodePortHost?: string | undefined;
  /** Where encoders reach ClusterIP streams; absent: as the load balancer of the gateway's Service says, else the stream's own Service in the cluster. */
  readonly gateway?: { readonly host: string; readonly port: number } | undefined;
}
