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

const painted = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.visibilityState === 'hidden') return resolve();
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, patienceMs);
  });

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

/** Lets the browser do what it has to before what comes next. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Links of web/scripts/finish-site.ts; those of Vite, which may be the player's by then, have no priority. */
const appCode = 'link[rel="modulepreload"][fetchpriority="low"]';

/** What others need comes first: evaluated all at once, it would keep a slow phone from answering for long. */
const evaluateInTurns = async (): Promise<void> => {
  for (const { href } of document.querySelectorAll<HTMLLinkElement>(appCode)) {
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
