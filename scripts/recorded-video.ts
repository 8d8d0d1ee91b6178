/** Where a Recording's video is, read off its status. */
import { z } from 'zod';

const recordingSchema = z.object({
  metadata: z.object({ namespace: z.string(), name: z.string() }),
  status: z
    .object({
      conditions: z.array(z.object({ type: z.string(), status: z.string(), reason: z.string(), message: z.string() })),
      video: z.object({ bucket: z.string(), key: z.string() }),
    })
    .partial()
    .default({}),
});

export interface RecordedVideo {
  readonly bucket: string;
  readonly key: string;
}

/** `recording` as the API server has it. Throws an Error that says where it stands when it has no video. */
export const recordedVideoOf = (recording: unknown): RecordedVideo => {
  const { metadata, status } = recordingSchema.parse(recording);
  const { conditions = [], video } = status;
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (ready?.status === 'True' && video) return video;
  const why = ready ? `${ready.reason}: ${ready.message}` : 'the operator has not seen it yet';
  throw new Error(`Recording ${metadata.namespace}/${metadata.name} has no video (${why})`);
};
