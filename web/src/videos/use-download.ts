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
  const onError = (error: unknown): void => toast({ kind: 'failed', text: problemText(error) });
  return { begin: (id) => mutate(id, { onError }), isBusy: isPending };
};
