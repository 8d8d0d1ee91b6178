/**
 * What a pod knows of its stream's session. Times are Unix milliseconds.
 *
 * ```
 *            mediaStarted                epochEnded
 *   Idle ────────────────► Live ────────────────────► Reconnecting
 *    ▲                      ▲                             │  │
 *    │                      └──────── mediaStarted ───────┘  │
 *    └──────────────── graceElapsed, endRequested ───────────┘
 *   any ── shutdown, laterClaim ──► Retired (the process ends; a successor reads the log)
 * ```
 */
import { sourceSchema } from '@kubecast/media/state-feed';
import { z } from 'zod';
import { sessionFormatSchema } from '../encoder/session-format.ts';

/** What a session is from its first epoch on; only `source` changes, with each epoch. */
export const sessionSchema = z.object({
  id: z.string(),
  startedAtMs: z.number(),
  source: sourceSchema,
  format: sessionFormatSchema,
});

/** The numbers that are taken. Neither ever goes back, not even from one session to the next. */
export const countersSchema = z.object({
  lastEpoch: z.number().int().nonnegative(),
  nextSequence: z.number().int().nonnegative(),
  /** End of the last announced segment: no later one may start before it. */
  lastEndMs: z.number(),
});

/** Another pod served the session so far, and may still do: its numbers are known as of `readAtMs`. */
const adoptionSchema = z.object({
  readAtMs: z.number(),
  /** True: that pod has gone in good order, and its last number is known for good. */
  closed: z.boolean(),
  /** What the log says until an epoch of ours does: whether it wants a Recording. */
  recording: z.boolean(),
});

const common = {
  counters: countersSchema,
  /** False: the epoch log has not been read yet, and all numbers are provisional. Nothing is uploaded before it is true. */
  known: z.boolean(),
};

const endedSessionSchema = sessionSchema.extend({ endedAtMs: z.number(), lastEpoch: z.number() });

export const sessionStateSchema = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('Idle'), ...common, ended: endedSessionSchema.optional() }),
  z.object({
    phase: z.literal('Live'),
    ...common,
    session: sessionSchema,
    sinceMs: z.number(),
    /** What follows the epoch that runs. */
    after: z.enum(['wait', 'end', 'retire']),
  }),
  z.object({
    phase: z.literal('Reconnecting'),
    ...common,
    session: sessionSchema,
    sinceMs: z.number(),
    deadlineMs: z.number(),
    adopted: adoptionSchema.optional(),
  }),
  z.object({
    phase: z.literal('Retired'),
    ...common,
    reason: z.enum(['shutdown', 'superseded']),
    session: sessionSchema.optional(),
  }),
]);

export type Session = z.infer<typeof sessionSchema>;
export type EndedSession = z.infer<typeof endedSessionSchema>;
export type Counters = z.infer<typeof countersSchema>;
export type SessionState = z.infer<typeof sessionStateSchema>;
export type IdleState = Extract<SessionState, { phase: 'Idle' }>;
export type LiveState = Extract<SessionState, { phase: 'Live' }>;
export type ReconnectingState = Extract<SessionState, { phase: 'Reconnecting' }>;
export type RetiredState = Extract<SessionState, { phase: 'Retired' }>;

/** Where a pod without a past begins: provisional numbers until the log has been read. */
export const initialSessionState: IdleState = {
  phase: 'Idle',
  counters: { lastEpoch: 0, nextSequence: 0, lastEndMs: 0 },
  known: false,
};
