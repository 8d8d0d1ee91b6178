/** Which rendition an open session's clip waits for (pure): the one that it should be made of, though the bucket may lack it yet. */
import { chooseRendition } from '@kubecast/media/choose-rendition';
import { z } from 'zod';
import type { SessionSnapshot } from './observe-session.ts';

/** Of what an epoch's entry says under `media`: the session's renditions, highest first. */
const mediaSchema = z.object({
  format: z.object({ renditions: z.array(z.object({ name: z.string() })).min(1) }),
});

const namedBy = ({ entries }: Pick<SessionSnapshot, 'entries'>): readonly string[] => {
  const media = mediaSchema.safeParse(entries.findLast(({ end }) => !end)?.media);
  return media.data?.format.renditions.map(({ name }) => name) ?? [];
};

/** `wanted` where the session has it, else its highest; where the log does not say what it has, by what is in the bucket. */
export const awaitedRendition = (snapshot: SessionSnapshot, wanted: string | undefined): string | undefined => {
  const names = namedBy(snapshot);
  return names.find((name) => name === wanted) ?? names[0] ?? chooseRendition(snapshot.rungs, wanted);
};
