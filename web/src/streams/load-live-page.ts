import { loadLivePlayer } from '../player/live/lazy-live-player.tsx';

/** The page of a live stream, and beside it its player. Twice costs nothing. */
export const loadLivePage = (): Promise<typeof import('../pages/live/live-page.tsx')> => {
  loadLivePlayer().catch(() => undefined);
  return import('../pages/live/live-page.tsx');
};
