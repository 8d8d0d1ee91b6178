/** Fetches what the page of a live stream needs before anybody clicks: its code and the player's. Twice costs nothing. */
export const preloadLivePage = (): void => {
  const page = [import('../pages/live/live-page.tsx'), import('../player/live/live-player.tsx')];
  Promise.all(page).catch(() => undefined);
};
