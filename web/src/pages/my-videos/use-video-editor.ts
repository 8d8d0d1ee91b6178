/** A video while its words are edited: what is typed lies over what the server says. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/api-context.tsx';
import { fieldErrors } from '../../api/field-errors.ts';
import type { Video } from '../../api/generated/schemas.ts';
import { useChangeVideo } from '../../videos/api/change-video.ts';
import { isNoVideo, videoQueryOptions } from '../../videos/api/get-video.ts';
import {
  changeOf,
  type DraftErrors,
  draftErrors,
  draftOf,
  errorsByField,
  type VideoDraft,
} from './model/video-draft.ts';

export interface VideoEditor {
  /** Undefined until the video has been read, and where it is another's. */
  readonly draft: VideoDraft | undefined;
  /** There is no such video, or the user may not change it. */
  readonly isNotMine: boolean;
  readonly readError: unknown;
  readonly readAgain: () => void;
  /** Of the fields: from here once saving was tried, else from the server. */
  readonly errors: DraftErrors;
  /** The latest failure to save, of here or of the server; another object for each. */
  readonly failure: unknown;
  /** What the server said to the latest try, where it failed. */
  readonly saveError: unknown;
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  readonly edit: (change: Partial<VideoDraft>) => void;
  readonly save: () => void;
}

/** The video as it is now, not as it was when some page showed it. */
const useFreshVideo = (id: string) => useQuery({ ...videoQueryOptions(useApi(), id), staleTime: 0 });

const draftOver = (video: Video | undefined, typed: Partial<VideoDraft>): VideoDraft | undefined =>
  video && { ...draftOf(video), ...typed };

/** `onSaved` comes when every list has been read again; at once when there is nothing to save. */
export const useVideoEditor = (id: string, onSaved: (wasChanged: boolean) => void): VideoEditor => {
  const query = useFreshVideo(id);
  const saving = useChangeVideo(id);
  const [typed, setTyped] = useState<Partial<VideoDraft>>({});
  const [refusal, setRefusal] = useState<DraftErrors>();
  const read = query.isFetchedAfterMount ? query.data : undefined;
  const video = read?.isMine ? read : undefined;
  const draft = draftOver(video, typed);
  const change = video && draft && changeOf(video, draft);
  const edit = (more: Partial<VideoDraft>): void => {
    setTyped((before) => ({ ...before, ...more }));
    if (saving.isError) saving.reset();
  };
  const save = (): void => {
    if (!draft || saving.isPending) return;
    const errors = draftErrors(draft);
    const isRefused = Object.keys(errors).length > 0;
    setRefusal(isRefused ? errors : undefined);
    if (isRefused) return;
    if (change) saving.mutate(change, { onSuccess: () => onSaved(true) });
    else onSaved(false);
  };
  return {
    ...{ draft, edit, save, saveError: saving.error, isSaving: saving.isPending, isChanged: change !== undefined },
    isNotMine: read ? !read.isMine : isNoVideo(query.error),
    readError: read ? undefined : query.error,
    readAgain: () => void query.refetch(),
    errors: { ...errorsByField(fieldErrors(saving.error)), ...(refusal && draft ? draftErrors(draft) : {}) },
    failure: saving.error ?? refusal,
  };
};
