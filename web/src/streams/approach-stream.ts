import type { StreamSummary } from '../api/generated/schemas.ts';
import { beginHeadStart } from '../player/core/head-start/head-start.ts';
import { loadLivePage } from './load-live-page.ts';

/** Fetches what the page of a stream needs before anybody clicks: its code, and of a live one the first media. */
export const approachStream = ({ state, playbackPath }: StreamSummary): void => {
  loadLivePage().catch(() => undefined);
  if (state !== 'offline') beginHeadStart(playbackPath);
};
