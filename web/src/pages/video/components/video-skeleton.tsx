/** The page of a video while it is being read: everything has its final size. */
import type { ReactElement } from 'react';
import { Skeleton } from '../../../design/skeleton.tsx';
import { RelatedSkeleton } from './related-skeleton.tsx';
import { VideoLayout } from './video-layout.tsx';

const DetailsSkeleton = (): ReactElement => (
  <div className="flex flex-col gap-3">
    <Skeleton className="h-8 w-3/4" />
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div className="flex items-center gap-3">
        <Skeleton className="size-9 rounded-full" />
        <Skeleton className="h-10 w-40" />
      </div>
      <Skeleton className="h-11 w-48" />
    </div>
    <Skeleton className="h-28 w-full rounded-card" />
  </div>
);

export const VideoSkeleton = (): ReactElement => (
  <div aria-busy>
    <title>Video · Kubecast</title>
    <h1 tabIndex={-1} className="sr-only">
      Loading the video
    </h1>
    <VideoLayout
      player={<div aria-hidden className="aspect-video w-full bg-black sm:rounded-card" />}
      details={<DetailsSkeleton />}
      aside={<RelatedSkeleton />}
    />
  </div>
);
