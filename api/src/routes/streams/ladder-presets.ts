/** Ladders to choose from by name, so that nobody has to know bitrates. The chart may give others (`api.ladders`). */
import { renditionSchema } from '@kubecast/media/transcoder-config';
import { z } from 'zod';

const presetSchema = z.object({
  /** What a request names it by. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string().min(1),
  renditions: z
    .array(renditionSchema.extend({ audioBitrateKbps: z.number().int().min(32).max(320).default(128) }))
    .min(1),
});

export type LadderPreset = z.output<typeof presetSchema>;

/** The configuration's form: a list, the default one first. */
export const ladderPresetsSchema = z.array(presetSchema).min(1);

const rung = (height: number, videoBitrateKbps: number, audioBitrateKbps = 128) => ({
  name: `${height}p`,
  height,
  videoBitrateKbps,
  audioBitrateKbps,
});

/** The first is the CRD's own default. */
export const builtInLadders: readonly LadderPreset[] = [
  {
    id: 'full-hd',
    title: 'Full HD: 1080p, 720p, 480p, 360p',
    renditions: [rung(1080, 4500), rung(720, 2500), rung(480, 1200), rung(360, 700)],
  },
  { id: 'hd', title: 'HD: 720p, 480p, 360p', renditions: [rung(720, 2500), rung(480, 1200), rung(360, 700)] },
  { id: 'sd', title: 'SD: 480p, 360p', renditions: [rung(480, 1200), rung(360, 700)] },
  { id: 'single', title: 'Only 720p', renditions: [rung(720, 2500)] },
  {
    id: 'ultra-hd',
    title: 'Ultra HD: 2160p, 1080p, 720p, 480p, 360p',
    renditions: [rung(2160, 14_000, 192), rung(1080, 4500), rung(720, 2500), rung(480, 1200), rung(360, 700)],
  },
];
