/** What another program put into the bucket of videos, looked at before a row says that it is there. */
import type { ObjectStore } from '@kubecast/media/object-store';
import { videoFiles } from '../../grants/media-paths.ts';
import { ApiError } from '../../problems/api-error.ts';

export interface UploadedObjects {
  readonly sizeBytes: number;
  readonly hasThumbnail: boolean;
  readonly hasStoryboard: boolean;
}

/** ISO/IEC 14496-12, 4.2: an MP4 begins with a box of this type, behind the four bytes of its size. */
const firstBox = 'ftyp';
const typeAt = 4;

const missing = (key: string, what: string): ApiError =>
  new ApiError('VideoObjectsMissing', `Could not import the video: ${key} ${what}; upload it, then import it again`);

/** The store need not serve ranges: no more is read than the beginning. */
const beginsAsMp4 = async (videos: ObjectStore, key: string): Promise<boolean> => {
  const object = await videos.get(key, { range: 'bytes=0-15' });
  for await (const chunk of object?.body ?? []) {
    return Buffer.from(chunk).toString('latin1', typeAt, typeAt + firstBox.length) === firstBox;
  }
  return false;
};

/**
 * Looks at a video’s objects. @throws ApiError VideoObjectsMissing without an MP4, StoreUnavailable by the errors of the store
 */
export const uploadedObjects = async (videos: ObjectStore, id: string): Promise<UploadedObjects> => {
  const keys = Object.values(videoFiles).map((file) => `${id}/${file}`);
  const found = await Promise.all(keys.map((key) => videos.head(key)));
  const sizes = new Map(keys.map((key, index) => [key, found[index]?.size]));
  const sizeOf = (file: string): number => sizes.get(`${id}/${file}`) ?? 0;
  const video = `${id}/${videoFiles.video}`;
  if (sizeOf(videoFiles.video) === 0) throw missing(video, 'is not in the bucket, or is empty');
  if (!(await beginsAsMp4(videos, video))) throw missing(video, 'is no MP4');
  return {
    sizeBytes: sizeOf(videoFiles.video),
    hasThumbnail: sizeOf(videoFiles.thumbnail) > 0,
    hasStoryboard: sizeOf(videoFiles.storyboard) > 0 && sizeOf(videoFiles.storyboardImage) > 0,
  };
};
