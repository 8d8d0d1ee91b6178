/** The recordings that are on their way to be a video; when one has become it, the lists of videos are read again. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Recording } from '../../api/generated/schemas.ts';
import { useNewestRecordings } from '../../recordings/api/list-recordings.ts';
import { videoKeys } from '../../videos/api/video-keys.ts';
import { inTheMaking, publishedKey } from './model/in-the-making.ts';

const useFollowPublished = (published: string | undefined): void => {
  const queries = useQueryClient();
  const before = useRef(published);
  useEffect(() => {
    const isNews = before.current !== undefined && published !== before.current;
    before.current = published ?? before.current;
    if (isNews && published !== undefined) void queries.invalidateQueries({ queryKey: videoKeys.lists });
  }, [published, queries]);
};

export interface MyRecordings {
  readonly recordings: readonly Recording[];
  /** Neither read nor refused yet. */
  readonly isPending: boolean;
}

export const useMyRecordings = (): MyRecordings => {
  const { recordings, isFetched } = useNewestRecordings();
  useFollowPublished(recordings && publishedKey(recordings));
  return { recordings: inTheMaking(recordings ?? []), isPending: !isFetched };
};
