/**
 * Every name that Kubecast writes into or reads from Kubernetes, in one place: group, kinds, labels, annotations,
 * finalizers, field manager. Conditions and reasons are in `conditions.ts`.
 */

export const group = 'kubecast.dev';
export const version = 'v1alpha1';
export const apiVersion = `${group}/${version}`;

/** The label that every object made for a LiveStream carries; its value is the LiveStream's name. */
export const liveStreamLabel = 'kubecast.dev/livestream';

/**
 * On a LiveStream: only the operator that runs with `KUBECAST_SHARD` of this value takes care of it, and an operator without
 * takes care of those without. For several operators in a cluster, and to try a new one on a few streams.
 */
export const shardLabel = 'kubecast.dev/shard';

/** The label that every object made for a Recording carries; its value is the Recording's name. */
export const recordingLabel = 'kubecast.dev/recording';

/** On a Recording: its objects in the object store are taken care of before it goes. */
export const recordingFinalizer = 'kubecast.dev/recording-objects';

/** What the object is to its LiveStream or Recording (`app.kubernetes.io/component`). */
export const transcoderComponent = 'transcoder';
export const recorderComponent = 'recorder';
export const managedBy = 'kubecast-operator';

export const annotations = {
  /** On a transcoder pod: the SRT stream id that it serves. Edge and gateway find streams by it. */
  streamId: 'kubecast.dev/stream-id',
  /**
   * On a transcoder pod: the resourceVersion of the Secret with the encoder's credentials. The kubelet looks at mounted Secrets once a
   * minute, and at once when their pod changes: by this a new passphrase arrives within a second.
   */
  credentialsVersion: 'kubecast.dev/credentials-version',
  /** On a transcoder pod: a hash of the part of the spec that the pod was made from. */
  podSpecHash: 'kubecast.dev/pod-spec-hash',
  /** On a LiveStream: the id of the user who owns it, for the web app. */
  owner: 'kubecast.dev/owner',
  /** On a pod while it is live: keeps the cluster autoscaler from draining its node. */
  safeToEvict: 'cluster-autoscaler.kubernetes.io/safe-to-evict',
  /** On `<stream>-transcoder`: a keyed hash of what its contents were made from. */
  secretSource: 'kubecast.dev/secret-source',
  /** On `<stream>-transcoder`: when its object-store credentials end, RFC 3339; absent where they do not. */
  credentialsExpireAt: 'kubecast.dev/credentials-expire-at',
  /** On `<stream>-transcoder`: when new ones are due, RFC 3339. */
  credentialsRenewAt: 'kubecast.dev/credentials-renew-at',
  /** On `<recording>-recorder`: when its object-store credentials were made, RFC 3339. */
  credentialsIssuedAt: 'kubecast.dev/credentials-issued-at',
  /** On a Recording: any new value has one that failed tried again. */
  retry: 'kubecast.dev/retry',
  /** On a recorder Job: how many Jobs it took so far, this one included. */
  attempt: 'kubecast.dev/attempt',
  /** On a recorder Job: how many in a row, just before this one, ended without saying why. */
  silentJobs: 'kubecast.dev/silent-jobs',
} as const;

/** Server-side apply's field manager, also the reporting component of events. */
export const fieldManager = 'kubecast-operator';

/** The ports of a transcoder pod. */
export const ports = {
  /** SRT, UDP. */
  srt: 8890,
  /** Origin, state feed, metrics and health, TCP. */
  http: 8080,
} as const;

export const buckets = {
  liveSegments: 'live-segments',
  recordings: 'recordings',
  videos: 'vod-videos',
} as const;
