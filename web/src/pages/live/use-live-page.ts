/** What the live page knows: from the player, which needs nobody, and from the api, which may be away. */
import { useEffect, useState } from 'react';
import { isProblem } from '../../api/api-problem.ts';
import type { Stream } from '../../api/generated/schemas.ts';
import type { PlayerState } from '../../player/core/player-state.ts';
import { useRealtime } from '../../realtime/realtime-context.tsx';
import { useMe } from '../../session/session-context.tsx';
import type { StreamName } from '../../streams/api/get-stream-by-name.ts';
import { useFollowedStreamNamed } from '../../streams/follow-stream.ts';
import { useStreamGrant } from '../../streams/use-stream-grant.ts';
import { type LiveState, liveState } from './model/live-state.ts';
import { firstFacts, nextFacts, type PlaybackFacts } from './model/playback-facts.ts';
import { useIsSeen } from './use-is-seen.ts';

export interface LivePageModel {
  readonly state: LiveState;
  readonly facts: PlaybackFacts;
  /** As last read; undefined until then, and for who may not see it. */
  readonly stream: Stream | undefined;
  readonly isMine: boolean;
  /** For the player: another value asks again for what was refused. */
  readonly grantCount: number;
  readonly onPlayerState: (state: PlayerState) => void;
}

/**
 * Counts this page among the viewers while somebody sees or hears it play. What is neither seen nor heard is slowed down by browsers:
 * it could not say every ten seconds that it is there.
 */
const usePresence = (streamId: string | undefined, facts: PlaybackFacts): void => {
  const realtime = useRealtime();
  const isSeen = useIsSeen();
  const isWatched = facts.isWatched && (isSeen || !facts.isSilent);
  useEffect(
    () => (streamId !== undefined && isWatched ? realtime.watch(streamId) : undefined),
    [realtime, streamId, isWatched],
  );
};

/** See the file header. */
export const useLivePage = (name: StreamName): LivePageModel => {
  const [facts, setFacts] = useState(firstFacts);
  const query = useFollowedStreamNamed(name);
  const me = useMe();
  const isAbsent = isProblem(query.error, 'NotFound') || isProblem(query.error, 'RequestInvalid');
  const stream = isAbsent ? undefined : query.data;
  const needsGrant = stream?.visibility === 'private' || facts.phase === 'private';
  const grant = useStreamGrant(needsGrant ? stream?.id : undefined);
  usePresence(stream?.id, facts);
  return {
    state: liveState({ facts, stream: query.isError ? undefined : stream, isAbsent }),
    facts,
    stream,
    isMine: me !== undefined && stream !== undefined && (stream.owner?.id === me.id || stream.studio !== null),
    grantCount: grant.count,
    onPlayerState: (state) => setFacts((before) => nextFacts(before, state)),
  };
};
