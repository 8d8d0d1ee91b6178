/** Leave to watch a video for some minutes: a cookie for its files, and signed addresses of them. */
import type { ApiClient } from '../../api/api-client.ts';
import type { VideoGrant } from '../../api/generated/schemas.ts';

/** @throws ApiProblem NotFound, also for what is another's and private */
export const grantVideo = (api: ApiClient, id: string, signal?: AbortSignal): Promise<VideoGrant> =>
  api.call('POST', `/api/videos/${encodeURIComponent(id)}/grant`, { ...(signal ? { signal } : {}) });
