/** Says that the caller watches a video; the api counts each viewer once in six hours. */
import type { ApiClient } from '../../api/api-client.ts';
import type { VideoView } from '../../api/generated/schemas.ts';

/** @throws ApiProblem NotFound, TooManyRequests */
export const countView = (api: ApiClient, id: string): Promise<VideoView> =>
  api.call('POST', `/api/videos/${encodeURIComponent(id)}/view`);
