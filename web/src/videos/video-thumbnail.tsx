/** The picture of a video, in a frame that its place gives it. */
import { Film } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { PicturePlaceholder } from '../cards/picture-placeholder.tsx';

export interface VideoThumbnailProps {
  /** Signed, as the api says it; null where there is none. */
  readonly url: string | null;
}

/** Decoration: the title beside it says what it is. One that cannot be read waits for the next address. */
export const VideoThumbnail = ({ url }: VideoThumbnailProps): ReactElement => {
  const [failedUrl, setFailedUrl] = useState<string>();
  const isShown = url !== null && url !== failedUrl;
  return (
    <>
      <PicturePlaceholder icon={Film} />
      {isShown && (
        <img
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          className="relative size-full object-cover"
          onError={() => setFailedUrl(url)}
        />
      )}
    </>
  );
};
