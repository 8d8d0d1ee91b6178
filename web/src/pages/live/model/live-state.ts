/** What the page says of the stream. Pure. */
import type { Stream } from '../../../api/generated/schemas.ts';
import type { PlaybackFacts } from './playback-facts.ts';

export type LiveState =
  | 'live'
  /** The encoder is away, and the session is not over. */
  | 'reconnecting'
  /** The last session can still be watched in the player. */
  | 'ended'
  | 'offline'
  | 'private'
  | 'notFound'
  /** Neither the player nor the api has said anything yet. */
  | 'unknown';

export interface KnownOfStream {
  readonly facts: Pick<PlaybackFacts, 'phase' | 'shown'>;
  /** As the api has it now; absent while it is not known, or not answering. */
  readonly stream: Pick<Stream, 'state'> | undefined;
  /** The api knows of none that this viewer may see. */
  readonly isAbsent: boolean;
}

const refusedState = ({ facts, isAbsent, stream }: KnownOfStream): LiveState | undefined => {
  if (facts.phase === 'private') return 'private';
  if (facts.phase === 'notFound') return isAbsent ? 'notFound' : 'offline';
  if (facts.phase === 'offline') return stream?.state === 'live' ? 'live' : 'offline';
  return undefined;
};

/** What plays is the truth, whatever the api says or does not; the api alone knows that an encoder is away meanwhile. */
export const liveState = (known: KnownOfStream): LiveState => {
  const refused = refusedState(known);
  if (refused) return refused;
  const { facts, stream } = known;
  switch (facts.shown) {
    case 'live':
    case 'behind':
      return stream?.state === 'reconnecting' ? 'reconnecting' : 'live';
    case 'reconnecting':
      return stream?.state === 'offline' ? 'ended' : 'reconnecting';
    case 'ended':
      return stream && stream.state !== 'offline' ? stream.state : 'ended';
    default:
      return stream?.state ?? 'unknown';
  }
};
