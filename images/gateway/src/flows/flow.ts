/** A flow: one encoder's connection to one pod, from the pod's yes to its end. */
import type { StreamPod } from '../directory/stream-directory.ts';
import type { CallerAddress } from '../srt/cookie-jar.ts';

/** What has to be known to go on with a flow. */
export interface FlowRecord {
  /** `<namespace>/<name>` of the LiveStream. */
  readonly stream: string;
  readonly caller: CallerAddress;
  readonly callerSocketId: number;
  readonly pod: StreamPod;
  readonly podSocketId: number;
  /** Of the socket towards the pod: the pod knows the caller by it. */
  readonly upstreamPort: number;
}

/** Why a flow ended; a label of a metric. */
export type FlowEnd =
  | 'caller-left'
  | 'pod-left'
  /** The pod's address refuses packets, or there is no way to it (ICMP). */
  | 'pod-refused'
  /** The cluster has no such pod any more. */
  | 'pod-gone'
  /** Nothing from the caller for long. */
  | 'idle'
  | 'taken-over'
  /** The gateway itself ends. */
  | 'draining';
