/**
 * `recording.json`, the result of a recorder and the last of its objects: what it names is there and was verified. It says
 * nothing of when or by whom it was made, so that two recorders write the same bytes.
 */
import { z } from 'zod';

const location = z.object({ bucket: z.string().min(1), key: z.string().min(1) });
const storedObject = location.extend({ sizeBytes: z.number().int().positive() });

/** Where the session had no media. */
export const recordingGapSchema = z.object({
  /** RFC 3339: when it began. */
  at: z.iso.datetime(),
  seconds: z.number().nonnegative(),
});

/** A segment that should be there and is not, or cannot be used. */
export const missingSegmentSchema = z.object({
  sequence: z.number().int().nonnegative(),
  why: z.enum(['absent', 'empty', 'damaged', 'noInit']),
});

export const recordingResultSchema = z.object({
  version: z.literal(1),
  namespace: z.string().min(1),
  recording: z.string().min(1),
  source: z.object({ liveStream: z.string().min(1), session: z.string().min(1) }),
  range: z.object({ from: z.string(), to: z.string() }).optional(),
  rendition: z.string().min(1),
  /** RFC 3339; of the recorded media. */
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** Playing time; gaps do not count. */
  durationSeconds: z.number().positive(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** Video frames of the file. */
  frames: z.number().int().positive(),
  segments: z.number().int().positive(),
  missingSegments: z.number().int().nonnegative(),
  /** The first 1,000 of them. */
  missing: z.array(missingSegmentSchema).max(1000),
  gapCount: z.number().int().nonnegative(),
  /** The first 1,000 of them. */
  gaps: z.array(recordingGapSchema).max(1000),
  video: storedObject,
  thumbnail: storedObject,
  /** The WebVTT file. */
  storyboard: storedObject,
  /** The picture that it refers to. */
  storyboardImage: storedObject,
});

export type RecordingGap = z.infer<typeof recordingGapSchema>;
export type MissingSegment = z.infer<typeof missingSegmentSchema>;
export type RecordingResult = z.infer<typeof recordingResultSchema>;
