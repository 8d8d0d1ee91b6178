/**
 * One entry of the epoch log, `<namespace>/<stream>/epochs/<epoch>.json` in `live-segments`, created with
 * `If-None-Match: *`, so that a number has one owner (DESIGN §5). Epochs count from 1 and never restart for a stream.
 */
import { z } from 'zod';
import { sessionIdPattern } from './keys.ts';

export const epochRecordSchema = z.object({
  session: z.string().regex(sessionIdPattern),
  liveStreamUid: z.string().min(1),
  /** Of the claimant; empty where no pod claimed it. */
  podUid: z.string(),
  /** True when the session wants a Recording. */
  recording: z.boolean(),
  /** Media sequence number of the epoch's first segment. For an end: of the segment that would have come next. */
  firstSequence: z.number().int().nonnegative(),
  /**
   * True: the claimant knew of the session by the log alone. Numbers between the last segment before and `firstSequence` may never
   * have had media (decision 0013).
   */
  takesOver: z.boolean().optional(),
  /** RFC 3339; when the number was claimed, by the claimant's clock. */
  claimedAt: z.iso.datetime(),
  /** What a successor needs to go on in the same format; anything else ends the session. A recorder reads the renditions' names. */
  media: z.unknown().optional(),
  /** True: this number ends the session, and no media carries it. */
  end: z.boolean().default(false),
});

export type EpochRecord = z.infer<typeof epochRecordSchema>;
