import type { ReactElement } from 'react';
import type { Stream } from '../../../api/generated/schemas.ts';
import { searchPath } from '../../../app/page-paths.ts';
import { ownerName } from '../../../people/owner-name.ts';
import type { LiveState } from '../model/live-state.ts';
import { VideoShelf } from './video-shelf.tsx';

export interface MoreVideosProps {
  readonly stream: Pick<Stream, 'owner'>;
  readonly state: LiveState;
}

/** The newest videos of whoever streams here, else of all. */
export const MoreVideos = ({ stream, state }: MoreVideosProps): ReactElement => {
  const owner = stream.owner?.username ?? '-';
  const isWaiting = state === 'ended' || state === 'offline';
  return (
    <VideoShelf
      heading={`${isWaiting ? 'Meanwhile' : 'More'} from ${ownerName(stream.owner)}`}
      search={{ owner }}
      to={searchPath({ owner })}
      whenEmpty={<VideoShelf heading="Newest videos" search={{}} to="/" />}
    />
  );
};
