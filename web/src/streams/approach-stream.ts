import type { StreamSummary } from '../api/generated/schemas.ts';
import { beginHeadStart } from '../player/core/head-start/head-start.ts';
import { loadLivePlayer } from '../player/live/lazy-live-player.tsx';

/** Fetches what the page of a stream needs before anybody clicks: its code, and of a live one the first media. Twice costs nothing. */
export const approachStream = ({ state, playbackPath }: StreamSummary): void => {
  Promise.all([import('../pages/live/live-page.tsx'), loadLivePlayer()]).catch(() => undefined);
  if (state !== 'offline') beginHeadStart(playbackPath);
};
