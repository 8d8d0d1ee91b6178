/** Videos as the api says them. */
import type { Static } from 'typebox';
import { type Caller, isOwner } from '../../access/caller.ts';
import { signedPath } from '../../grants/issue-grant.ts';
import { type Signing, videoFiles, videoPath, videoThumbnailPath } from '../../grants/media-paths.ts';
import type { RouteOptions } from '../../route-options.ts';
import { chaptersOf } from './chapters.ts';
import type { videoSchema, videoSummarySchema } from './schemas.ts';
import type { Video, VideoSummary } from './video.ts';

/** What an answer is made with. */
export interface AnswerContext extends Signing {
  readonly bucket: string;
  readonly caller: Caller;
}

export const answerContext = ({ config, dependencies }: RouteOptions, caller: Caller): AnswerContext => ({
  keys: dependencies.keys().grantKeys,
  now: dependencies.now(),
  bucket: config.KUBECAST_VIDEOS_BUCKET,
  caller,
});

const instantOf = (date: Date | null): string | null => date?.toISOString() ?? null;

/** The caller may see the video: its thumbnail's path is signed here. */
export const summaryAnswer = (video: VideoSummary, context: AnswerContext): Static<typeof videoSummarySchema> => ({
  id: video.id,
  title: video.title,
  owner: video.owner,
  category: video.category,
  tags: [...video.tags],
  visibility: video.visibility,
  durationSeconds: video.durationSeconds,
  thumbnailUrl: videoThumbnailPath({ ...video, bucket: context.bucket }, context),
  sizeBytes: video.sizeBytes,
  viewCount: video.viewCount,
  likeCount: video.likeCount,
  likedByMe: video.isLiked,
  recordedAt: instantOf(video.recordedAt),
  createdAt: video.createdAt.toISOString(),
});

const streamOf = ({ namespace, streamName }: Video) =>
  namespace === null || streamName === null ? null : { namespace, name: streamName };

const downloadUrl = ({ id }: Video, { bucket, keys, now }: AnswerContext): string =>
  signedPath(keys, `${videoPath({ bucket, id })}${videoFiles.video}`, now);

const chaptersAnswer = (video: Video) =>
  chaptersOf(video).map(({ startSeconds, recordedAt }) => ({ startSeconds, recordedAt: recordedAt.toISOString() }));

/** The caller may see the video. */
export const videoAnswer = (video: Video, context: AnswerContext): Static<typeof videoSchema> => {
  const isMine = isOwner(context.caller, video.ownerId);
  return {
    ...summaryAnswer(video, context),
    description: video.description,
    stream: streamOf(video),
    recordingId: video.recordingId,
    width: video.width,
    height: video.height,
    hasStoryboard: video.hasStoryboard,
    chapters: chaptersAnswer(video),
    isMine,
    downloadUrl: isMine ? downloadUrl(video, context) : null,
    updatedAt: video.updatedAt.toISOString(),
  };
};
