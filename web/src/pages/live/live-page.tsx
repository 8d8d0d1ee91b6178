/** One live stream: its picture at once, from the address alone, and around it what the api knows. */
import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { LazyLivePlayer } from '../../player/live/lazy-live-player.tsx';
import type { StreamName } from '../../streams/api/get-stream-by-name.ts';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { LiveHeading } from './components/live-heading.tsx';
import { NewestVideos } from './components/newest-videos.tsx';
import { Stage } from './components/stage.tsx';
import { masterPlaylistPath } from './model/master-playlist-path.ts';
import { useLiveHint } from './use-live-hint.ts';
import { useLivePage } from './use-live-page.ts';

const LiveStream = (name: StreamName): ReactElement => {
  const page = useLivePage(name);
  const { state, stream, facts } = page;
  const hint = useLiveHint(page);
  if (state === 'notFound') return <NotFoundPage />;
  const title = stream?.title ?? name.name;
  return (
    <>
      <title>{`${title} · Kubecast`}</title>
      <Stage>
        <LazyLivePlayer
          url={masterPlaylistPath(name)}
          title={title}
          viewers={stream?.viewers}
          onState={page.onPlayerState}
          reloadKey={page.grantCount}
        />
      </Stage>
      <div className="mx-auto w-full max-w-screen-2xl space-y-8 px-4 pt-4 pb-10 sm:px-6 lg:px-8">
        <LiveHeading {...page} title={title} windowMinutes={facts.windowMinutes} hint={hint} />
        {stream && <NewestVideos stream={stream} isWaiting={state === 'offline' || state === 'ended'} />}
      </div>
    </>
  );
};

/** Another stream is another page: nothing of the one before stays. */
export const LivePage = (): ReactElement => {
  const { namespace = '', stream = '' } = useParams();
  return <LiveStream key={`${namespace}/${stream}`} namespace={namespace} name={stream} />;
};
