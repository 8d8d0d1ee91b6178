/** A part of the app that cannot be loaded: after a deployment its file is gone, and the page has to be loaded anew. */

const messages = [
  // Chromium, Firefox, Safari, and Vite for styles.
  /Failed to fetch dynamically imported module/i,
  /error loading dynamically imported module/i,
  /Importing a module script failed/i,
  /Unable to preload CSS/i,
];

/** Pure. */
export const isGoneChunk = (error: unknown): boolean =>
  error instanceof Error && messages.some((message) => message.test(error.message));

const reloadedKey = 'kubecast.reloaded-at';
/** So that a file which is missing for good makes no page that loads for ever. */
const onceEveryMs = 60_000;

/** Pure: whether the page was not loaded anew a moment ago. */
export const mayReload = (storedAt: string | null, now: number): boolean => {
  const at = Number(storedAt ?? Number.NaN);
  return Number.isNaN(at) || Math.abs(now - at) > onceEveryMs;
};

/** Whether it may be now, and is remembered: without storage the next page would not know that there was one before. */
const noteReload = (page: Window, now: number): boolean => {
  try {
    if (!mayReload(page.sessionStorage.getItem(reloadedKey), now)) return false;
    page.sessionStorage.setItem(reloadedKey, String(now));
    return true;
  } catch {
    return false;
  }
};

/** Loads the page anew, once, where somebody answers: offline the browser's own error would stand in its place. Tells whether. */
export const reloadForChunk = async (page: Window): Promise<boolean> => {
  const response = await page.fetch('/', { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
  if (!response?.ok || !noteReload(page, Date.now())) return false;
  page.location.reload();
  return true;
};
