/** The picture of a video, in a frame that its place gives it. */
import { Film } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { PicturePlaceholder } from '../cards/picture-placeholder.tsx';
import { useRenewPictures } from './use-renew-pictures.ts';

export interface VideoThumbnailProps {
  /** Signed, as the api says it; null where there is none. */
  readonly url: string | null;
}

const pathOf = (url: string): string | undefined => url.split('?', 1)[0];

/** Pure: a picture that is here is not fetched again because its address is signed anew. */
export const addressOf = (url: string, loadedUrl: string | undefined): string =>
  loadedUrl !== undefined && pathOf(loadedUrl) === pathOf(url) ? loadedUrl : url;

/** Decoration: the title beside it says what it is. One that cannot be read asks for another address, and waits for it. */
export const VideoThumbnail = ({ url }: VideoThumbnailProps): ReactElement => {
  const [failedUrl, setFailedUrl] = useState<string>();
  const [loadedUrl, setLoadedUrl] = useState<string>();
  const renew = useRenewPictures();
  const src = url === null ? undefined : addressOf(url, loadedUrl);
  return (
    <>
      <PicturePlaceholder icon={Film} />
      {src !== undefined && src !== failedUrl && (
        <img
          src={src}
          alt=""
          loading="lazy"
          decoding="async"
          className="relative size-full object-cover"
          onLoad={() => setLoadedUrl(src)}
          onError={() => {
            setFailedUrl(src);
            setLoadedUrl(undefined);
            renew();
          }}
        />
      )}
    </>
  );
};
