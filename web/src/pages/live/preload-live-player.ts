/** Fetches the player beside the page's own code, not after it: by the time that the page is there, the player is too. */
export const preloadLivePlayer = (): void => {
  // Who needs it asks again, and hears what is wrong.
  import('../../player/live/live-player.tsx').catch(() => undefined);
};
