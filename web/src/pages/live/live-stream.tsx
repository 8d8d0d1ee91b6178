/** A stream's picture, and around it what is known. */
import { type ReactElement, useEffect, useState } from 'react';
import { LazyLivePlayer } from '../../player/live/lazy-live-player.tsx';
import type { StreamName } from '../../streams/api/get-stream-by-name.ts';
import { streamMediaPath } from '../../streams/stream-media-path.ts';
import { useLiveThumbnail } from '../../streams/use-live-thumbnail.ts';
import { NotFoundPage } from '../not-found/not-found-page.tsx';
import { LiveHeading } from './components/live-heading.tsx';
import { MoreVideos } from './components/more-videos.tsx';
import { Stage } from './components/stage.tsx';
import { firstPictureOf, forgetFirstPicture } from './first-picture.ts';
import { useLiveHint } from './use-live-hint.ts';
import { useLivePage } from './use-live-page.ts';

/** The player begins at once: its address is that of the page. */
export const LiveStream = (name: StreamName): ReactElement => {
  const page = useLivePage(name);
  const { state, stream, facts } = page;
  const hint = useLiveHint(page);
  const [firstPicture] = useState(() => firstPictureOf(name));
  useEffect(() => forgetFirstPicture, []);
  const picture = useLiveThumbnail(state === 'live' && stream ? stream.thumbnailUrl : null, false);
  if (state === 'notFound') return <NotFoundPage />;
  const title = stream?.title ?? name.name;
  return (
    // As high as the window: what is below this page is out of sight, and nothing seen moves when videos come.
    <div className="min-h-dvh">
      <title>{`${title} · Kubecast`}</title>
      <Stage>
        <LazyLivePlayer
          poster={picture ?? firstPicture}
          url={streamMediaPath(name, 'master.m3u8')}
          title={title}
          viewers={stream?.viewers}
          isOver={state === 'ended'}
          onState={page.onPlayerState}
          reloadKey={page.grantCount}
        />
      </Stage>
      <div className="mx-auto w-full max-w-screen-2xl space-y-8 px-4 pt-4 pb-10 sm:px-6 lg:px-8">
        <LiveHeading {...page} title={title} windowMinutes={facts.windowMinutes} hint={hint} />
        {stream && <MoreVideos owner={stream.owner} state={state} />}
      </div>
    </div>
  );
};
