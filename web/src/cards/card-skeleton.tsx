/** A card that is still being fetched, of the size that it will have. */
import type { ReactElement } from 'react';
import { Skeleton } from '../design/skeleton.tsx';

export const CardSkeleton = (): ReactElement => (
  <div className="flex flex-col gap-3">
    <Skeleton className="aspect-video w-full rounded-card" />
    <div className="flex gap-3">
      <Skeleton className="size-10 shrink-0 rounded-full" />
      <div className="flex-1 space-y-2 py-0.5">
        <Skeleton className="h-4 w-4/5" />
        <Skeleton className="h-3.5 w-2/5" />
        <Skeleton className="h-3.5 w-3/5" />
      </div>
    </div>
  </div>
);
