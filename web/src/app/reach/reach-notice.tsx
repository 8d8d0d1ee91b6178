/** Says while the api is away what that means; asks until it is back, and then reads again what had failed. */
import { type Query, useQuery, useQueryClient } from '@tanstack/react-query';
import { CloudOff } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { useApi } from '../../api/api-context.tsx';
import { useIsReachable } from './api-reach.ts';

/** 3.75 to 6.25 s: pages that lost the api together do not ask together. */
const drawAskAgainMs = (): number => 5000 * (0.75 + Math.random() / 2);

/** Its every end tells the page's reach (query-client.ts). */
const useProbe = (): void => {
  const api = useApi();
  const [askAgainMs] = useState(drawAskAgainMs);
  useQuery({
    queryKey: ['reach'],
    queryFn: ({ signal }) => api.get<unknown>('/api/streams', { query: { limit: 1 }, signal }),
    refetchInterval: askAgainMs,
    retry: false,
    gcTime: 0,
    staleTime: 0,
  });
};

const hasFailed = (query: Query): boolean => query.state.status === 'error' || query.state.fetchFailureCount > 0;

const Notice = (): ReactElement => {
  const queries = useQueryClient();
  useProbe();
  // It goes when the api is back.
  useEffect(() => () => void queries.refetchQueries({ predicate: hasFailed, type: 'active' }), [queries]);
  return (
    <p className="pointer-events-auto flex max-w-md items-center gap-3 rounded-card border border-line bg-raised px-4 py-2.5 text-sm shadow-float">
      <CloudOff aria-hidden className="size-5 shrink-0 text-warning" />
      <span>
        <strong className="font-semibold">Kubecast cannot be reached.</strong> Playing goes on; lists may be old.
      </span>
    </p>
  );
};

export const ReachNotice = (): ReactElement => {
  const isReachable = useIsReachable();
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-40 flex justify-center p-4 max-md:bottom-14"
    >
      {!isReachable && <Notice />}
    </div>
  );
};
