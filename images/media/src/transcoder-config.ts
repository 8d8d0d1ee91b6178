/**
 * The contract between the operator, which writes a transcoder pod, and the agent in it.
 *
 * - Environment `KUBECAST_TRANSCODER`: this document as JSON. It holds no secret. `POD_UID` comes by the downward API.
 * - `/var/run/kubecast/secrets` (projected from the ingest Secret and `<stream>-transcoder`): files `streamId`,
 *   `passphrase`, `originToken`, `stateToken`, `accessKeyId`, `secretAccessKey`, `sessionToken` (may be empty).
 *   All are read again when needed: a rotated passphrase takes effect at the next connect, new credentials at the next request.
 * - `/var/run/kubecast/window`: memory-backed `emptyDir`, the last minute of parts, inits and state.
 * - `/var/lib/kubecast/spool`: `emptyDir` with a `sizeLimit`, what is still to be uploaded.
 * - Ports: 8890/UDP SRT, 8080/TCP HTTP (`/state`, `/healthz`, `/readyz`, `/metrics`, `/live-streams/<namespace>/<stream>/…`).
 */
import { z } from 'zod';

export const renditionSchema = z.object({
  name: z.string().regex(/^[0-9]{3,4}p[0-9]*$/),
  height: z.number().int().min(144).max(2160),
  videoBitrateKbps: z.number().int().positive(),
  audioBitrateKbps: z.number().int().positive(),
});

export const transcoderConfigSchema = z.object({
  namespace: z.string().min(1),
  stream: z.string().min(1),
  liveStreamUid: z.string().min(1),
  srtLatencyMs: z.number().int().min(20).max(8000),
  /** Highest first, heights strictly descending. */
  renditions: z.array(renditionSchema).min(1),
  preset: z.enum(['ultrafast', 'superfast', 'veryfast', 'faster', 'fast', 'medium']),
  segmentSeconds: z.number().min(1).max(6),
  /** 0: playlists name no parts. */
  partMs: z.number().int().min(0).max(1000),
  dvrWindowSeconds: z.number().int().min(0).max(14_400),
  graceSeconds: z.number().int().min(0).max(1800),
  recording: z.boolean(),
  /** The rendition that a recording is made of, where it is another than the highest: what the spool keeps longest. */
  recordedRendition: z.string().optional(),
  objectStore: z.object({
    endpoint: z.url(),
    region: z.string().min(1),
    forcePathStyle: z.boolean(),
    bucket: z.string().min(1),
  }),
  /** Bytes; the spool stops taking at 80 % of it. */
  spoolLimitBytes: z.number().int().positive(),
});

export type Rendition = z.infer<typeof renditionSchema>;
export type TranscoderConfig = z.infer<typeof transcoderConfigSchema>;

export const transcoderConfigVariable = 'KUBECAST_TRANSCODER';
export const secretsDirectory = '/var/run/kubecast/secrets';
export const windowDirectory = '/var/run/kubecast/window';
export const spoolDirectory = '/var/lib/kubecast/spool';
