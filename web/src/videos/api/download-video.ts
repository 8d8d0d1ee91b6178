/** Saves a video's file. The address is signed for some minutes, and so asked for when it is wanted. */
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useApi } from '../../api/api-context.tsx';
import type { Video } from '../../api/generated/schemas.ts';
import { downloadName } from '../download-name.ts';
import { getVideo } from './get-video.ts';

const save = ({ title, downloadUrl }: Video): void => {
  if (downloadUrl === null) throw new Error('The file is for its owner alone.');
  const link = document.createElement('a');
  link.href = downloadUrl;
  link.download = downloadName(title);
  link.click();
};

/** Takes the id; done when the browser has begun. */
export const useDownloadVideo = (): UseMutationResult<void, Error, string> => {
  const api = useApi();
  return useMutation({ mutationFn: async (id: string) => save(await getVideo(api, id)) });
};
