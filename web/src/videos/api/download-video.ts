/** Saves a video's file. The address is signed for some minutes, and so asked for when it is wanted. */
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useApi } from '../../api/api-context.tsx';
import type { Video } from '../../api/generated/schemas.ts';
import { downloadName } from '../download-name.ts';
import { getVideo } from './get-video.ts';

/** Whether it has begun: a file is for its owner alone. */
const save = ({ title, downloadUrl }: Video): boolean => {
  if (downloadUrl === null) return false;
  const link = document.createElement('a');
  link.href = downloadUrl;
  link.download = downloadName(title);
  link.click();
  return true;
};

/** Takes the id; true when the browser has begun, false of what is not this user’s to save. */
export const useDownloadVideo = (): UseMutationResult<boolean, Error, string> => {
  const api = useApi();
  return useMutation({ mutationFn: async (id: string) => save(await getVideo(api, id)) });
};
