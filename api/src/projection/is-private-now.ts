/**
 * Whether a Recording's video begins as private. A Recording has the visibility that its stream had when the session began; a stream
 * that was made private since then was so for a reason, and what was recorded of it is not published behind its owner's back.
 */
import { liveStreamKind } from '@kubecast/crds/livestream';
import { type Recording, recordingKind } from '@kubecast/crds/recording';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { readCurrent } from './read-current.ts';

/** Asks the API server: what is watched may be behind what a person just chose. Throws what the client throws. */
export const isPrivateNow = async (
  client: Pick<KubernetesClient, 'get'>,
  { metadata, spec }: Recording,
  signal: AbortSignal,
): Promise<boolean> => {
  const { namespace, name } = metadata;
  const ofStream = { namespace, name: spec.source.liveStream };
  const [recording, stream] = await Promise.all([
    readCurrent(client, recordingKind, { reference: { namespace, name }, signal }),
    readCurrent(client, liveStreamKind, { reference: ofStream, signal }),
  ]);
  return [spec, recording?.spec, stream?.spec].some((each) => each?.visibility === 'Private');
};
