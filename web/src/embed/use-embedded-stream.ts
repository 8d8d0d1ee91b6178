/** What the api knows of the stream, once somebody watches: its title and its audience. The picture waits for neither. */
import { useEffect, useState } from 'react';
import { ApiClient, noTokens } from '../api/api-client.ts';
import type { Stream } from '../api/generated/schemas.ts';
import { openSocket } from '../realtime/open-socket.ts';
import type { StreamName } from '../streams/api/get-stream-by-name.ts';
import { followAudience } from './follow-audience.ts';
import { readWhenThere } from './read-when-there.ts';

export interface EmbeddedStreamFacts {
  readonly title?: string;
  readonly viewers?: number;
}

/** In a frame of another site nobody is logged in. */
const api = new ApiClient(noTokens);

/** Nothing while `isWatched` is false, or the api is away. */
export const useEmbeddedStream = ({ namespace, name }: StreamName, isWatched: boolean): EmbeddedStreamFacts => {
  const [facts, setFacts] = useState<EmbeddedStreamFacts>({});
  useEffect(() => {
    if (!isWatched) return undefined;
    const life = new AbortController();
    const { signal } = life;
    const begin = ({ id: streamId, title }: Stream): void => {
      setFacts({ title });
      const onViewers = (viewers: number): void => setFacts({ title, viewers });
      followAudience({ streamId, openSocket, random: Math.random, onViewers, signal });
    };
    readWhenThere({ api, name: { namespace, name }, onStream: begin, random: Math.random, signal });
    return () => life.abort();
  }, [namespace, name, isWatched]);
  return facts;
};
