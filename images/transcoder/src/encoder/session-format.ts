/**
 * What the first epoch of a session fixes for all later ones: rungs, sizes, frame rate (audio is always AAC-LC, 48 kHz,
 * stereo). It survives as JSON, so that a successor pod continues the session in the same format.
 */
import { renditionSchema } from '@kubecast/media/transcoder-config';
import { z } from 'zod';

/** Frames a second as a fraction: 30000/1001 is 29.97. */
export const frameRateSchema = z.object({
  numerator: z.number().int().positive(),
  denominator: z.number().int().positive(),
});

/** A rung with its picture's size in pixels; both are even. */
export const formatRenditionSchema = renditionSchema
  .omit({ height: true })
  .extend({ width: z.number().int().positive(), height: z.number().int().positive() });

export const sessionFormatSchema = z.object({
  frameRate: frameRateSchema,
  /** Highest first. */
  renditions: z.array(formatRenditionSchema).min(1),
});

export type FrameRate = z.infer<typeof frameRateSchema>;
export type FormatRendition = z.infer<typeof formatRenditionSchema>;
export type SessionFormat = z.infer<typeof sessionFormatSchema>;
