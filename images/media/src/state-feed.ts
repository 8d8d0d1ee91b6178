/**
 * The state feed: `GET /state` on a transcoder pod, Server-Sent Events, guarded by `Authorization: Bearer <stateToken>`.
 * Each event is named `state`; its data is this whole document, sent on connect and at each change. It holds only facts
 * that change rarely: bitrate and round trip are metrics. A comment line every 5 s keeps a silent feed recognisable.
 */
import { z } from 'zod';
import { sessionIdPattern } from './keys.ts';

const verdict = z.object({ healthy: z.boolean(), reason: z.string(), message: z.string() });

export const sourceSchema = z.object({
  videoCodec: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  /** Frames a second, as measured; 0 when the source says nothing of it. */
  frameRate: z.number(),
  /** Absent: the source has no audio. */
  audioCodec: z.string().optional(),
});

export const sessionStateSchema = z.object({
  id: z.string().regex(sessionIdPattern),
  startedAt: z.iso.datetime(),
  /** Set once the session has ended. */
  endedAt: z.iso.datetime().optional(),
  phase: z.enum(['Live', 'Reconnecting', 'Ended']),
  /** RFC 3339; when `phase` became what it is. */
  since: z.iso.datetime(),
  epoch: z.number().int().positive(),
  recording: z.boolean(),
  source: sourceSchema,
  /** Names, highest first. */
  renditions: z.array(z.string()),
});

export const transcoderStateSchema = z.object({
  podUid: z.string(),
  liveStreamUid: z.string(),
  /** The running session or the last one that this pod served. */
  session: sessionStateSchema.optional(),
  ingest: verdict,
  storage: verdict,
});

export type Verdict = z.infer<typeof verdict>;
export type Source = z.infer<typeof sourceSchema>;
export type SessionState = z.infer<typeof sessionStateSchema>;
export type TranscoderState = z.infer<typeof transcoderStateSchema>;
