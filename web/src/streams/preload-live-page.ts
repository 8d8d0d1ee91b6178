/** Fetches what the page of a live stream needs before anybody clicks: its code and the player's. Twice costs nothing. */
export const preloadLivePage = (): void => {
  Promise.all([import('../pages/live/live-page.tsx')]).catch(() => undefined);
};
