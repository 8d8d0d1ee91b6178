/**
 * The first code of a page, and little of it: what `index.html` has of the app is painted before the app's code, which comes
 * beside this one (web/scripts/finish-site.ts), keeps the processor busy. A live page has its picture and its first media by then.
 */
import { makePlayerPlace, showFirstPicture, streamOfPath } from './pages/live/first-picture.ts';
import { beginHeadStart } from './player/core/head-start/head-start.ts';
import { streamMediaPath } from './streams/stream-media-path.ts';
import './design/theme.css';

/** Resolves when a frame is painted; at once where nobody looks and browsers paint none. */
const painted = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.visibilityState === 'hidden') resolve();
    else requestAnimationFrame(() => setTimeout(resolve));
  });

const stream = streamOfPath(location.pathname);
const placeholder = document.querySelector('#app main');
if (stream && placeholder) {
  const place = makePlayerPlace(placeholder);
  beginHeadStart(streamMediaPath(stream, 'master.m3u8'), async () => {
    await showFirstPicture(stream, place);
    await painted();
    // Its code is the largest of all: what is seen of the stream first comes before it.
    import('./player/live/live-player.tsx').catch(() => undefined);
  });
}
await painted();
await import('./main.tsx');
