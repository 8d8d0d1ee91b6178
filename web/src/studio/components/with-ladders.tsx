/** The qualities to choose from, once they are read: a form needs them. */
import type { ReactElement } from 'react';
import type { Ladder } from '../../api/generated/schemas.ts';
import { ErrorState } from '../../design/error-state.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { useLadders } from '../api/get-ladders.ts';

export interface WithLaddersProps {
  readonly children: (ladders: readonly Ladder[]) => ReactElement;
}

const Waiting = (): ReactElement => (
  <div className="flex flex-col gap-5">
    <p role="status" className="sr-only">
      Loading
    </p>
    {['h-16', 'h-20', 'h-80', 'h-14'].map((height) => (
      <Skeleton key={height} className={height} />
    ))}
  </div>
);

/** See the file header. */
export const WithLadders = ({ children }: WithLaddersProps): ReactElement => {
  const ladders = useLadders();
  if (ladders.data) return children(ladders.data);
  if (ladders.isPending) return <Waiting />;
  const retry = (): void => void ladders.refetch();
  return <ErrorState what="The qualities to choose from could not be read" error={ladders.error} onRetry={retry} />;
};
