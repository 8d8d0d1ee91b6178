import { memo, type ReactElement } from 'react';
import type { Stream } from '../../../api/generated/schemas.ts';
import { searchPath } from '../../../app/page-paths.ts';
import { ownerName } from '../../../people/owner-name.ts';
import type { LiveState } from '../model/live-state.ts';
import { VideoShelf } from './video-shelf.tsx';

export interface MoreVideosProps {
  readonly owner: Stream['owner'];
  readonly state: LiveState;
}

/** The newest videos of whoever streams here, else of all. */
export const MoreVideos = memo(({ owner: person, state }: MoreVideosProps): ReactElement => {
  const owner = person?.username ?? '-';
  const isWaiting = state === 'ended' || state === 'offline';
  return (
    <VideoShelf
      heading={`${isWaiting ? 'Meanwhile' : 'More'} from ${ownerName(person)}`}
      search={{ owner }}
      to={searchPath({ owner })}
      whenEmpty={<VideoShelf heading="Newest videos" search={{}} to="/" />}
    />
  );
});
