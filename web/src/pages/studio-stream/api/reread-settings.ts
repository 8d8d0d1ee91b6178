import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context.tsx';
import { streamQueryOptions } from '../../../streams/api/get-stream.ts';
import { renewalWait } from '../../../streams/model/read-wait.ts';

const againMs = 7000;

/** Settings and conditions of one's own stream are missing while the cluster does not answer the api: no message tells when it does again. */
export const useRereadSettings = (id: string, isOwn: boolean): void => {
  useQuery({
    ...streamQueryOptions(useApi(), id),
    refetchInterval: ({ state }) =>
      isOwn && state.data?.studio === null ? renewalWait(state, againMs, Date.now()) : false,
  });
};
