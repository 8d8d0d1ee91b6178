import { loadLivePlayer } from '../player/live/lazy-live-player.tsx';

/** The page of a live stream, with its player, so that it begins to play when it is shown. Twice costs nothing. */
export const loadLivePage = async (): Promise<typeof import('../pages/live/live-page.tsx')> => {
  const [page] = await Promise.all([import('../pages/live/live-page.tsx'), loadLivePlayer()]);
  return page;
};
