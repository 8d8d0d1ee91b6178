/** Fetches what the page of a video needs before anybody clicks: its code, which brings the player's. Twice costs nothing. */
export const preloadVideoPage = (): void => {
  import('../pages/video/video-page.tsx').catch(() => undefined);
};
