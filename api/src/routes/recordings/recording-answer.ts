/** A recording as it is answered. Pure. */
import type { Static } from 'typebox';
import type { Publication, Recording } from './recording.ts';
import type { recordingSchema } from './schemas.ts';

const unpublished: Publication = { owner: null, video: { state: 'none', id: null } };

/** `streamsNamespace` is the only one that the api writes to. */
export const recordingAnswer = (
  recording: Recording,
  { owner, video }: Publication = unpublished,
  streamsNamespace: string,
): Static<typeof recordingSchema> => {
  const { ownerId: _ownerId, createdAtText: _text, range, gaps, startedAt, endedAt, createdAt, ...facts } = recording;
  return {
    ...facts,
    owner,
    range: range && { from: range.from.toISOString(), to: range.to.toISOString() },
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    gaps: gaps.map(({ at, seconds }) => ({ at, seconds })),
    videoState: video.state,
    videoId: video.id,
    isManagedHere: recording.namespace === streamsNamespace,
    createdAt: createdAt.toISOString(),
  };
};
