/** Where the media of a stream and of a video is at the edge. Whether the caller may have it, the caller of these has checked. */
import { objectPath, streamGrantPath, tokenPath } from '@kubecast/media/grant-paths';
import { type GrantKeys, sharedToken, signedPath } from './issue-grant.ts';

/** With which keys, and when. */
export interface Signing {
  readonly keys: GrantKeys;
  readonly now: Date;
}

export interface StreamMedia {
  readonly namespace: string;
  readonly name: string;
  readonly visibility: 'public' | 'private';
}

/** The path that a stream's grant is for. */
export const streamPath = ({ namespace, name }: Pick<StreamMedia, 'namespace' | 'name'>): string =>
  streamGrantPath({ namespace, stream: name });

/** The live thumbnail, for an `<img>`: a private stream's carries a token. */
export const streamThumbnailPath = (stream: StreamMedia, { keys, now }: Signing): string => {
  const folder = streamPath(stream);
  const path = `${folder}thumbnail.jpg`;
  return stream.visibility === 'public' ? path : tokenPath(sharedToken(keys, folder, now), path);
};

/** The objects of a video, below `<bucket>/<video id>/`. */
export const videoFiles = {
  video: 'video.mp4',
  thumbnail: 'thumbnail.jpg',
  storyboard: 'storyboard.vtt',
  storyboardImage: 'storyboard.jpg',
} as const;

export interface VideoMedia {
  /** The bucket of videos. */
  readonly bucket: string;
  readonly id: string;
  readonly hasThumbnail: boolean;
  readonly hasStoryboard: boolean;
}

/** The path that a video's grant is for: its folder. */
export const videoPath = ({ bucket, id }: Pick<VideoMedia, 'bucket' | 'id'>): string => objectPath(bucket, `${id}/`);

/** The signed path of a video's thumbnail; null where there is none. */
export const videoThumbnailPath = (video: VideoMedia, { keys, now }: Signing): string | null =>
  video.hasThumbnail ? signedPath(keys, `${videoPath(video)}${videoFiles.thumbnail}`, now) : null;

/** Signed paths of a video's files; null where there is none. */
export interface VideoFilePaths {
  readonly video: string;
  readonly thumbnail: string | null;
  /** WebVTT. The picture that its cues name is beside it; the signature is not the cues': a player adds the picture's own. */
  readonly storyboard: string | null;
  readonly storyboardImage: string | null;
}

export const videoFilePaths = (video: VideoMedia, signing: Signing): VideoFilePaths => {
  const signed = (file: string): string => signedPath(signing.keys, `${videoPath(video)}${file}`, signing.now);
  return {
    video: signed(videoFiles.video),
    thumbnail: videoThumbnailPath(video, signing),
    storyboard: video.hasStoryboard ? signed(videoFiles.storyboard) : null,
    storyboardImage: video.hasStoryboard ? signed(videoFiles.storyboardImage) : null,
  };
};
