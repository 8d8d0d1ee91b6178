/** Related videos while they are being read. */
import type { ReactElement } from 'react';
import { Skeleton } from '../../../design/skeleton.tsx';

const rows = [1, 2, 3, 4, 5, 6];

export const RelatedSkeleton = (): ReactElement => (
  <div className="grid gap-4 sm:max-lg:grid-cols-2">
    <Skeleton className="h-6 w-36 sm:max-lg:col-span-2" />
    {rows.map((row) => (
      <div key={row} className="flex gap-3">
        <Skeleton className="aspect-video w-40 shrink-0" />
        <div className="flex min-w-0 flex-1 flex-col gap-2 pt-1">
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      </div>
    ))}
  </div>
);
