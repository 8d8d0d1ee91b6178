/** New addresses for pictures: what the api signed some minutes ago opens nothing any more. */
import { type Query, useQueryClient } from '@tanstack/react-query';
import { videoKeys } from './api/video-keys.ts';

/** What is younger holds: a picture of it that cannot be read is missing. Thumbnails are signed for 150 s at least. */
const leastAgeMs = 60_000;

const listKinds: readonly unknown[] = [videoKeys.lists[1], videoKeys.related('')[1]];

/** Pure: whether what a query gave may be read again for the addresses in it. */
export const isRenewable = ({ queryKey, state }: Pick<Query, 'queryKey' | 'state'>, nowMs: number): boolean =>
  listKinds.includes(queryKey[1]) && nowMs - Math.max(state.dataUpdatedAt, state.errorUpdatedAt) >= leastAgeMs;

/** Reads the lists that are shown again, where they are not fresh; whoever asks meanwhile gets the same. */
export const useRenewPictures = (): (() => void) => {
  const queries = useQueryClient();
  return () => {
    const filters = { queryKey: videoKeys.all, type: 'active' } as const;
    const predicate = (query: Query): boolean => isRenewable(query, Date.now());
    void queries.refetchQueries({ ...filters, predicate }, { cancelRefetch: false });
  };
};
