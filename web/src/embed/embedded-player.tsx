/** The whole of `/embed/<namespace>/<stream>`: a picture that begins by a click, or by itself where its address says so. */
import { ExternalLink, Play } from 'lucide-react';
import { type ReactElement, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { watchPath } from '../app/page-paths.ts';
import { beginHeadStart } from '../player/core/head-start/head-start.ts';
import { LazyLivePlayer } from '../player/live/lazy-live-player.tsx';
import { streamMediaPath } from '../streams/stream-media-path.ts';
import type { EmbedAddress } from './embed-address.ts';
import { PlayerBoundary } from './player-boundary.tsx';
import { useEmbeddedStream } from './use-embedded-stream.ts';

interface CoverProps {
  readonly title: string;
  readonly poster: string;
  readonly onStart: () => void;
}

/** Before anybody wants to watch: no player, no media. */
const Cover = ({ title, poster, onStart }: CoverProps): ReactElement => {
  const [hasPoster, setHasPoster] = useState(true);
  return (
    <button type="button" aria-label={`Play ${title}`} onClick={onStart} className="embed-cover">
      {hasPoster && <img src={poster} alt="" className="embed-poster" onError={() => setHasPoster(false)} />}
      <span className="embed-play">
        <Play aria-hidden />
      </span>
    </button>
  );
};

export const EmbeddedPlayer = ({ namespace, name, isAutoplay, isMuted }: EmbedAddress): ReactElement => {
  const [isStarted, setIsStarted] = useState(isAutoplay);
  const facts = useEmbeddedStream({ namespace, name }, isStarted);
  const title = facts.title ?? name;
  const [hasPlayer, setHasPlayer] = useState(false);
  const stage = useRef<HTMLElement>(null);
  const master = streamMediaPath({ namespace, name }, 'master.m3u8');
  const start = (): void => {
    // The first media come beside the code.
    beginHeadStart(master);
    // The button that had the focus goes.
    flushSync(() => setIsStarted(true));
    stage.current?.focus();
  };
  return (
    <main className="embed">
      <title>{`${title} · Kubecast`}</title>
      <h1 className="sr-only">{title}</h1>
      {isStarted ? (
        <section ref={stage} tabIndex={-1} aria-label="Player" className="embed-stage">
          <PlayerBoundary>
            <p role="status" className="sr-only">
              {!hasPlayer && 'Loading'}
            </p>
            <LazyLivePlayer
              url={master}
              title={title}
              viewers={facts.viewers}
              startsMuted={isMuted}
              onState={() => setHasPlayer(true)}
            />
          </PlayerBoundary>
        </section>
      ) : (
        <Cover title={title} poster={streamMediaPath({ namespace, name }, 'thumbnail.jpg')} onStart={start} />
      )}
      <a href={watchPath(namespace, name)} target="_blank" rel="noopener" className="embed-link">
        Watch on Kubecast
        <ExternalLink aria-hidden />
        <span className="sr-only"> (opens a new tab)</span>
      </a>
    </main>
  );
};
