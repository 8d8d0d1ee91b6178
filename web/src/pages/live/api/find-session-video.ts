/** The recording of a session that is over, as soon as it is a video. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiClient } from '../../../api/api-client.ts';
import { useApi } from '../../../api/api-context.tsx';
import type { VideoSummary } from '../../../api/generated/schemas.ts';
import type { ListPage } from '../../../api/list-page.ts';
import { getVideo } from '../../../videos/api/get-video.ts';
import { videoKeys } from '../../../videos/api/video-keys.ts';
import { candidatesOf, type EndedSession, nextLookMs } from '../model/session-video.ts';

const newest = 10;

/** Null while there is none. */
export const findSessionVideo = async (
  api: ApiClient,
  session: EndedSession,
  signal: AbortSignal,
): Promise<VideoSummary | null> => {
  const query = { owner: session.owner, limit: newest };
  const { items } = await api.get<ListPage<VideoSummary>>('/api/videos', { query, signal });
  for (const candidate of candidatesOf(items, session)) {
    const { stream } = await getVideo(api, candidate.id, signal);
    if (stream?.namespace === session.namespace && stream.name === session.name) return candidate;
  }
  return null;
};

/** From 0.75 to 1.25: those who watched the end together do not look together. */
const drawSpread = (): number => 0.75 + Math.random() / 2;

/** Looks until it is there, or will hardly come any more; undefined of no session, and until the first look. */
export const useSessionVideo = (session: EndedSession | undefined): VideoSummary | null | undefined => {
  const api = useApi();
  const [spread] = useState(drawSpread);
  const { data } = useQuery({
    queryKey: [...videoKeys.all, 'session', session],
    queryFn: ({ signal }) => (session ? findSessionVideo(api, session, signal) : null),
    enabled: session !== undefined,
    refetchInterval: ({ state }) => {
      const waitMs = session !== undefined && nextLookMs(session, state.data, Date.now());
      return waitMs && waitMs * spread;
    },
  });
  return session && data;
};
