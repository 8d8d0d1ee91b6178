/** Where things stand on the page of a video: what is shown and what is said of it; beside it on wide screens, below it on others, the rest. */
import type { ReactElement, ReactNode } from 'react';

export interface VideoLayoutProps {
  /** 16:9, from edge to edge on phones. */
  readonly player: ReactNode;
  readonly details: ReactNode;
  readonly aside: ReactNode;
}

export const VideoLayout = ({ player, details, aside }: VideoLayoutProps): ReactElement => (
  <div className="mx-auto grid w-full max-w-screen-2xl gap-x-6 gap-y-8 sm:px-6 sm:py-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:px-8 xl:grid-cols-[minmax(0,1fr)_24rem]">
    <div className="min-w-0">
      {player}
      <div className="px-4 pt-4 sm:px-0">{details}</div>
    </div>
    <div className="min-w-0 px-4 pb-6 sm:px-0">{aside}</div>
  </div>
);
