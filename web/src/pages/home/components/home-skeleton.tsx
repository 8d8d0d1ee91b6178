/** The home page while it is not known what it will show: nothing that appears later pushes anything aside. */
import type { ReactElement } from 'react';
import { CardSkeleton } from '../../../cards/card-skeleton.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { CardGrid } from './card-grid.tsx';

const places = Array.from({ length: 12 }, (_, place) => place);

export const HomeSkeleton = (): ReactElement => (
  <div>
    <p role="status" className="sr-only">
      Loading
    </p>
    <div aria-hidden>
      <Skeleton className="mb-4 h-7 w-36" />
      <CardGrid>
        {places.map((place) => (
          <li key={place}>
            <CardSkeleton />
          </li>
        ))}
      </CardGrid>
    </div>
  </div>
);
