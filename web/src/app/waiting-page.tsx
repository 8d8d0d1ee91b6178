/** Stands for a page whose content is not known yet. */
import type { ReactElement } from 'react';
import { Skeleton } from '../design/skeleton.tsx';

export const WaitingPage = (): ReactElement => (
  <div className="mx-auto w-full max-w-screen-2xl px-4 py-6 sm:px-6 lg:px-8">
    <p role="status" className="sr-only">
      Loading
    </p>
    <Skeleton className="h-8 w-48" />
    <Skeleton className="mt-6 h-64 w-full" />
  </div>
);
