/** The page for frames of other sites: the player alone, without session, routes and queries. */
import { createRoot } from 'react-dom/client';
import { beginHeadStart } from '../player/core/head-start/head-start.ts';
import { loadLivePlayer } from '../player/live/lazy-live-player.tsx';
import { streamMediaPath } from '../streams/stream-media-path.ts';
import { parseEmbedAddress } from './embed-address.ts';
import { EmbeddedPlayer } from './embedded-player.tsx';
import '../design/theme.css';
import './embed.css';

const place = document.getElementById('app');
if (!place) throw new Error('The page has no #app');

const address = parseEmbedAddress(window.location);
if (address?.isAutoplay) {
  loadLivePlayer().catch(() => undefined);
  beginHeadStart(streamMediaPath(address, 'master.m3u8'));
}
const wrong = <p className="embed-wrong">There is no stream at this address.</p>;
createRoot(place).render(address ? <EmbeddedPlayer {...address} /> : wrong);
