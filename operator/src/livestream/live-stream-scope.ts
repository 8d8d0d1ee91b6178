/** Everything that one pass over a LiveStream reads and finds out. Gathered once; steps fill in what they establish. */
import type { LiveStream } from '@kubecast/crds/livestream';
import type { Service } from '@kubecast/runtime/core-kinds';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';
import type { Logger } from 'pino';
import type { ObservedPod } from './pod-action.ts';

/** One pass's snapshot and findings. */
export interface LiveStreamScope {
  /** For what this pass does. */
  readonly log: Logger;
  readonly liveStream: LiveStream;
  /** The stream's pods, by this very LiveStream's uid, as the pass found them. */
  readonly pods: readonly ObservedPod[];
  /** `<name>-srt` as the pass found it; the step `ensureService` sets it anew. */
  service: Service | undefined;
  /** The gateway's Service, where its address is not configured. */
  readonly gatewayService: Service | undefined;
  /** Metadata of the Secret with the credentials, as the pass found it. */
  readonly credentialsSecret: KubernetesObject | undefined;
  /** Metadata of `<name>-transcoder`, as the pass found it. */
  readonly transcoderSecret: KubernetesObject | undefined;
  /** True when the stream's namespace has a Recording by this name. */
  readonly hasRecording: (name: string) => boolean;
  /** Set by `assertThere`: the server has this very LiveStream, and it is not being deleted. */
  confirmed: boolean;
  /** Set by `ensureTranscoderSecret`: when the pod's credentials are due; undefined where they do not end. */
  renewCredentialsAt: Date | undefined;
  /** Set by `observeSessionEnd`: when the session ended that the status still tells of as open. */
  sessionEndedAt: Date | undefined;
  /** Set by `observeSessionEnd`: nothing will tell that the session has ended, so that it is looked up again after this. */
  lookAgainMs: number | undefined;
  /** Set by `ensureIngestCredentials`. */
  streamId: string | undefined;
  /** Set by `ensureIngestCredentials`: of the Secret, so that the pod can be told that it is another one. */
  credentialsVersion: string | undefined;
  /** The pod that serves the stream when the pass is over: set when the scope is gathered, by `ensureSuspended` and by `ensurePod`. */
  pod: ObservedPod | undefined;
  /** Set by `ensurePod`: the spec wants another pod, and the one there is may not be disturbed. */
  changeWaits: boolean;
  /** What failed without keeping the other steps from running; thrown when all of them are through. */
  setback: Error | undefined;
  /** Set when a step threw: the later ones did not run. */
  failure: unknown;
}
