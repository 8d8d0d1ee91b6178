/** Saves a video's file, and says why where that fails. */
import { problemText } from '../design/problem-text.ts';
import { useToast } from '../design/toasts.tsx';
import { useDownloadVideo } from './api/download-video.ts';

export interface Download {
  /** Takes the video's id. */
  readonly begin: (id: string) => void;
  readonly isBusy: boolean;
}

export const useDownload = (): Download => {
  const { mutate, isPending } = useDownloadVideo();
  const toast = useToast();
  const fail = (text: string): void => toast({ kind: 'failed', text });
  const begin = (id: string): void =>
    mutate(id, {
      onSuccess: (isBegun) => isBegun || fail('The file is for its owner alone.'),
      onError: (error) => fail(problemText(error)),
    });
  return { begin, isBusy: isPending };
};
