/// <reference lib="dom" />
/** What the page of a join sees of it, by its own clock: when it was clicked, and when the first frame of a video was shown. */
import type { Page } from 'playwright-core';

interface SeenJoin {
  clickedMs: number | undefined;
  frameMs: number | undefined;
}

declare global {
  interface Window {
    seenJoin?: SeenJoin;
  }
}

/** Runs in the page, before its own scripts. */
const watch = (): void => {
  const seen: SeenJoin = { clickedMs: undefined, frameMs: undefined };
  window.seenJoin = seen;
  document.addEventListener('click', ({ timeStamp }) => (seen.clickedMs ??= timeStamp), { capture: true });
  const found = new WeakSet<HTMLVideoElement>();
  const watchVideo = (): void => {
    const video = document.querySelector('video');
    if (!video || found.has(video)) return;
    found.add(video);
    video.requestVideoFrameCallback(() => (seen.frameMs ??= performance.now()));
  };
  new MutationObserver(watchVideo).observe(document, { childList: true, subtree: true });
};

/** To be called before the page is opened. */
export const watchForFirstFrame = (page: Page): Promise<unknown> => page.addInitScript(watch);

/** Runs in the page. */
const readFirstFrame = (): number | undefined => {
  const { clickedMs = 0, frameMs } = window.seenJoin ?? {};
  return frameMs && (frameMs - clickedMs) / 1_000;
};

/** Seconds from the click to the first frame; from the navigation’s beginning where nothing was clicked. */
export const secondsToFirstFrame = async (page: Page): Promise<number> => {
  const seconds = await page.waitForFunction(readFirstFrame, undefined, { timeout: 30_000 });
  return (await seconds.jsonValue()) ?? Number.NaN;
};

/** Runs in the page: whether our player is as far from the live edge as it means to be. */
const readTarget = (toleranceSeconds: number): number | undefined => {
  const hls = window.kubecast?.hls;
  if (!hls?.targetLatency || Math.abs(hls.latency - hls.targetLatency) > toleranceSeconds) return undefined;
  return (performance.now() - (window.seenJoin?.clickedMs ?? 0)) / 1_000;
};

/** The same to the moment at which our player is at its own distance from the live edge, give or take so much. */
export const secondsToTarget = async (page: Page, toleranceSeconds: number): Promise<number> => {
  const seconds = await page.waitForFunction(readTarget, toleranceSeconds, { timeout: 30_000 });
  return (await seconds.jsonValue()) ?? Number.NaN;
};
