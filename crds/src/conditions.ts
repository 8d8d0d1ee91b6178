/** Every condition type and reason of a LiveStream and of a Recording. Users and scripts match on these strings: they never change meaning. */

export const liveStreamConditions = {
  /** An encoder may connect now. */
  ready: 'Ready',
  /** Media arrives. */
  live: 'Live',
  /** The source is as the guide asks. */
  ingestHealthy: 'IngestHealthy',
  /** Uploads keep up. */
  storageHealthy: 'StorageHealthy',
  /** kstatus: the controller still works towards the spec. */
  reconciling: 'Reconciling',
  /** kstatus: a person must act; not retried until something changes. */
  stalled: 'Stalled',
} as const;

export const readyReasons = {
  listening: 'Listening',
  podStarting: 'PodStarting',
  podNotReady: 'PodNotReady',
  podTerminating: 'PodTerminating',
  /** The scheduler finds no node for the pod: the message is the scheduler's. */
  unschedulable: 'Unschedulable',
  /** The image cannot be pulled. */
  imagePull: 'ImagePull',
  crashLooping: 'CrashLooping',
  suspended: 'Suspended',
  /** The object store gives no credentials for the pod. */
  storeCredentials: 'StoreCredentialsUnavailable',
  /** A quota or the API server keeps the pod from being made; tried again. */
  podRefused: 'PodRefused',
  /** `Stalled` says why. */
  stalled: 'Stalled',
} as const;

export const liveReasons = {
  live: 'Live',
  reconnecting: 'Reconnecting',
  idle: 'Idle',
  ended: 'Ended',
  /** The pod's state feed is out of reach: the last known value stands in the message. */
  unknown: 'FeedUnavailable',
} as const;

export const stalledReasons = {
  secretNotFound: 'SecretNotFound',
  secretKeyMissing: 'SecretKeyMissing',
  secretKeyInvalid: 'SecretKeyInvalid',
  streamIdTaken: 'StreamIdTaken',
  nodePortTaken: 'NodePortTaken',
  nodePortOutOfRange: 'NodePortOutOfRange',
  podTemplateInvalid: 'PodTemplateInvalid',
  nameConflict: 'NameConflict',
} as const;

export const reconcilingReasons = {
  progressing: 'Progressing',
  /** The spec changed while the stream is live: it is applied when the stream is idle. */
  changeWaits: 'ChangeWaitsForIdle',
  terminating: 'Terminating',
} as const;

export const storageReasons = {
  uploadsKeepUp: 'UploadsKeepUp',
  uploadsLag: 'UploadsLag',
  bucketRefuses: 'BucketRefuses',
  bucketUnreachable: 'BucketUnreachable',
  spoolFull: 'SpoolFull',
  /** The stream has no pod that could upload. */
  noPod: 'NoPod',
} as const;

export const ingestReasons = {
  asAsked: 'SourceAsAsked',
  noSource: 'NoSource',
  keyframeInterval: 'KeyframeInterval',
  bFrames: 'BFrames',
  /** Fewer lines or frames a second than the highest rendition has. */
  belowLadder: 'BelowLadder',
  /** The source has no audio, or its audio has stopped. */
  noAudio: 'NoAudio',
  /** There is audio, and nothing is to be heard. */
  silence: 'Silence',
  blackPicture: 'BlackPicture',
  frozenPicture: 'FrozenPicture',
  /** Far fewer frames arrive than the source began with. */
  frameRateDrop: 'FrameRateDrop',
  frameRateUnsteady: 'FrameRateUnsteady',
  /** Far fewer bits arrive than did of late. */
  bitrateDrop: 'BitrateDrop',
  /** SRT gave packets up: holes in picture and sound. */
  packetsDropped: 'PacketsDropped',
  /** SRT gets the packets again that the line loses, so far. */
  lossyLine: 'LossyLine',
  notMpegTs: 'NotMpegTs',
  noVideo: 'NoVideo',
  /** Video has stopped while the connection goes on. */
  videoStopped: 'VideoStopped',
  encoderFailed: 'EncoderFailed',
  /** The node has too little CPU for the ladder. */
  encoderSlow: 'EncoderSlow',
} as const;

export const recordingConditions = {
  /** Batch style: the video is there and was verified. */
  complete: 'Complete',
  /** Batch style: it cannot be made without a person. */
  failed: 'Failed',
  /** The video can be played. Its reason tells where the recording stands. */
  ready: 'Ready',
  /** kstatus: the operator still works on it, or the session still runs. */
  reconciling: 'Reconciling',
  /** kstatus: a person must act; not retried until something changes. */
  stalled: 'Stalled',
} as const;

/** Reasons of a Recording's `Ready` (and, as far as they apply, of `Reconciling` and `Complete`). */
export const recordingReasons = {
  /** The session still runs. */
  recording: 'Recording',
  /** The clip's end is still to come, or whether the session has ended is not known yet. */
  waiting: 'Waiting',
  /** Its Job waits for its turn, or is made, and its pod does not run yet. */
  pending: 'Pending',
  /** The recorder works. */
  assembling: 'Assembling',
  /** A try failed, of the recorder or of the operator; there will be another one. */
  retrying: 'Retrying',
  complete: 'Complete',
  /** A person must act, and then it goes on by itself: `Stalled` says why. */
  stalled: 'Stalled',
  /** `Stalled` and `Failed` say why. */
  failed: 'Failed',
  /** It was deleted, and its objects are being taken care of. */
  terminating: 'Terminating',
} as const;

/** Reasons of a Recording's `Stalled` and `Failed`. */
export const recordingStalledReasons = {
  sessionNotFound: 'SessionNotFound',
  noMedia: 'NoMedia',
  verificationFailed: 'VerificationFailed',
  noSpace: 'NoSpace',
  bucketRefuses: 'BucketRefuses',
  /** A quota, a policy or the API server refuses the Job or its pod. */
  jobRefused: 'JobRefused',
  /** An object by the Job's or Secret's name belongs to something else. */
  nameConflict: 'NameConflict',
  /** The recorder ended too often without saying why. */
  recorderCrashes: 'RecorderCrashes',
} as const;
