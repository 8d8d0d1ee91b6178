/** The watch page: one player, and a control a file. `window.kubecast` is for tests and for measuring. */
import type Hls from 'hls.js';
import { Player } from '../player/core/player.ts';
import { bindKeyboard } from './bind-keyboard.ts';
import { bindMessage } from './bind-message.ts';
import { bindPlayback } from './bind-playback.ts';
import { bindQuality } from './bind-quality.ts';
import { bindTimeline } from './bind-timeline.ts';
import { findPageElements } from './page-elements.ts';
import { parseWatchAddress, type WatchAddress } from './watch-address.ts';

declare global {
  interface Window {
    kubecast?: { readonly hls: Hls | undefined; readonly video: HTMLVideoElement };
  }
}

const elements = findPageElements();

const watch = ({ namespace, stream, url }: WatchAddress): void => {
  const leaving = new AbortController();
  const { signal } = leaving;
  window.addEventListener('pagehide', ({ persisted }) => persisted || leaving.abort(), { signal });
  elements.title.textContent = stream;
  document.title = `${namespace}/${stream} · Kubecast`;
  const player = new Player({ video: elements.video, url, signal });
  window.kubecast = {
    get hls() {
      return player.hls;
    },
    video: elements.video,
  };
  const binding = { elements, player, signal };
  for (const bind of [bindMessage, bindPlayback, bindTimeline, bindQuality, bindKeyboard]) bind(binding);
};

const showWrongAddress = (): void => {
  document.body.dataset.state = 'offline';
  elements.messageTitle.textContent = 'This address names no stream';
  elements.messageHint.textContent = 'It should be /watch/<namespace>/<stream>.';
};

const address = parseWatchAddress(window.location.pathname);
if (address) watch(address);
else showWrongAddress();
