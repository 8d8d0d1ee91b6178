/** Fetches what the page of a video needs before anybody clicks: its code and the player's. Twice costs nothing. */
export const preloadVideoPage = (): void => {
  Promise.all([import('../pages/video/video-page.tsx')]).catch(() => undefined);
};
