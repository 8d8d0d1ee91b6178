/**
 * The contract between the operator, which writes a recorder Job, and the program in it.
 *
 * - Environment `KUBECAST_RECORDER`: this document as JSON. It holds no secret.
 * - `/var/run/kubecast/secrets` (the Secret `<recording>-recorder`): files `accessKeyId`, `secretAccessKey`, `sessionToken`
 *   (may be empty), `progressToken`. All are read again when needed.
 * - `/var/lib/kubecast/work`: `emptyDir` with a `sizeLimit`, where the video is put together.
 * - Port 8080/TCP: `GET /progress` ({@link recorderProgressSchema}, guarded by `Authorization: Bearer <progressToken>`),
 *   `/healthz`, `/metrics`.
 * - The termination message, at most 4 KiB, is {@link recorderOutcomeSchema} as JSON; the exit code is of {@link recorderExitCodes}.
 */
import { z } from 'zod';
import { sessionIdPattern } from './keys.ts';
import { transcoderConfigSchema } from './transcoder-config.ts';

export const recorderConfigSchema = z.object({
  namespace: z.string().min(1),
  stream: z.string().min(1),
  session: z.string().regex(sessionIdPattern),
  /** Name of the Recording; the last part of its objects' keys. */
  recording: z.string().min(1),
  /** Name of the rendition; absent, or not in the session: the highest there is. */
  rendition: z.string().min(1).optional(),
  /** A clip, RFC 3339. Absent: the whole session. */
  range: z.object({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) }).optional(),
  /** `bucket` is the one of live segments. */
  objectStore: transcoderConfigSchema.shape.objectStore,
  recordingsBucket: z.string().min(1),
  /** Bytes of the work directory's `sizeLimit`. */
  workLimitBytes: z.number().int().positive(),
});

export type RecorderConfig = z.infer<typeof recorderConfigSchema>;

export const recorderConfigVariable = 'KUBECAST_RECORDER';
export const workDirectory = '/var/lib/kubecast/work';

/** What the recorder does, in this order. `waiting`: for the session's end, or for a clip's. */
export const recorderPhases = ['waiting', 'listing', 'assembling', 'picturing', 'verifying', 'uploading'] as const;

export type RecorderPhase = (typeof recorderPhases)[number];

/** What `GET /progress` answers. */
export const recorderProgressSchema = z.object({
  phase: z.enum(recorderPhases),
  /** Of the phase, 0 to 100. */
  percent: z.number().int().min(0).max(100),
  /** For people: `Assembling 1200 of 1800 segments`. */
  message: z.string(),
});

export type RecorderProgress = z.infer<typeof recorderProgressSchema>;

/** Why a recorder did not complete. A person must act on all but the last three, which are tried again. */
export const recorderFailures = [
  /** Neither the epoch log nor the bucket knows the session. */
  'SessionNotFound',
  /** The session, or the range of it, has no segment that can be used. */
  'NoMedia',
  /** The file that was made is not what its segments say. */
  'VerificationFailed',
  /** The work directory or the node's disk is full. */
  'NoSpace',
  /** The object store refuses the credentials, or what is asked. */
  'BucketRefuses',
  /** The session has not ended yet. */
  'SessionOpen',
  /** The object store does not answer, or the pod was told to end. */
  'Unavailable',
  /** An error of the recorder itself. One that comes back again and again will not pass. */
  'RecorderFault',
] as const;

export const recorderOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('complete') }),
  z.object({
    outcome: z.literal('failed'),
    reason: z.enum(recorderFailures),
    /** What was tried, what happened, what to do; at most 2,000 characters. */
    message: z.string(),
    /** True: tried again without anybody's help. */
    retry: z.boolean(),
  }),
]);

export type RecorderOutcome = z.infer<typeof recorderOutcomeSchema>;

/** `failed` ends the Job, `retry` (EX_TEMPFAIL) lets it start another pod. */
export const recorderExitCodes = { complete: 0, failed: 65, retry: 75 } as const;
