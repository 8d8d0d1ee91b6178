/**
 * The first code of a page, and little of it: what `index.html` has of the app is painted before the app's code, which comes
 * beside this one (web/scripts/finish-site.ts), keeps the processor busy. A live page has its picture and its first media by then.
 */
import { isGoneChunk, reloadForChunk } from './app/failure/gone-chunk.ts';
import { makePlayerPlace, showFirstPicture, streamOfPath } from './pages/live/first-picture.ts';
import { beginHeadStart } from './player/core/head-start/head-start.ts';
import { streamMediaPath } from './streams/stream-media-path.ts';
import './design/theme.css';

/** Where no frame is painted, as in a tab that is left at once, nothing waits for one. */
const patienceMs = 500;

/** Nobody asks anything of a page that is not seen, and it has no frames, and slow timers. */
const isSeen = (): boolean => document.visibilityState !== 'hidden';

/** Lets the browser do what it has to before what comes next. */
const turn = async (): Promise<void> => {
  if (isSeen()) await new Promise((resolve) => setTimeout(resolve));
};

const painted = async (): Promise<void> => {
  if (!isSeen()) return;
  await new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve(turn());
    });
  });
};

const main = document.querySelector('#app main');
const stream = streamOfPath(location.pathname);
if (main && stream) {
  const place = makePlayerPlace(main);
  beginHeadStart(streamMediaPath(stream, 'master.m3u8'), async () => {
    await showFirstPicture(stream, place);
    await painted();
    // Its code is the largest of all: what is seen of the stream first comes before it.
    import('./player/live/live-player.tsx').catch(() => undefined);
  });
}

/**
 * What the app needs first, as web/scripts/finish-site.ts names it: evaluated all at once, it would keep a slow phone from answering
 * for long. Where it was not fetched ahead, one after the other would be one wait after the other.
 */
const evaluateInTurns = async (): Promise<void> => {
  if (!document.createElement('link').relList.supports('modulepreload')) return;
  for (const { href } of document.querySelectorAll<HTMLLinkElement>('link[data-before-app]')) {
    await import(/* @vite-ignore */ href);
    await turn();
  }
};

painted()
  // One that cannot be had is missed by the app.
  .then(() => evaluateInTurns().catch(() => undefined))
  .then(() => import('./main.tsx'))
  .catch(async (error: unknown) => {
    if (!isGoneChunk(error) || !(await reloadForChunk(window))) throw error;
  });
