/** A row that is still being fetched, of the size that it will have. */
import type { ReactElement } from 'react';
import { Skeleton } from '../../../design/skeleton.tsx';

export const RowSkeleton = (): ReactElement => (
  <div className="flex items-start gap-3 rounded-card border border-line p-3 sm:items-center sm:gap-4">
    <Skeleton className="aspect-video w-28 shrink-0 sm:w-44" />
    <div className="min-h-36 flex-1 space-y-2 py-1 sm:min-h-20 lg:flex lg:min-h-0 lg:items-center lg:justify-between">
      <Skeleton className="h-4 w-3/5 lg:w-1/3" />
      <Skeleton className="h-3.5 w-2/5" />
    </div>
  </div>
);
