/** The newest picture of a stream, in a frame that its place gives it. */
import { Radio } from 'lucide-react';
import type { ReactElement } from 'react';
import { PicturePlaceholder } from '../cards/picture-placeholder.tsx';
import { useLiveThumbnail } from './use-live-thumbnail.ts';

export interface LiveThumbnailProps {
  /** As the api says it; null before the first session. */
  readonly url: string | null;
  /** False where it cannot change: no session runs. */
  readonly isRenewed?: boolean;
}

/** Decoration: the title beside it says what it is. */
export const LiveThumbnail = ({ url, isRenewed = true }: LiveThumbnailProps): ReactElement => {
  const address = useLiveThumbnail(url, isRenewed);
  return (
    <>
      <PicturePlaceholder icon={Radio} />
      {address !== undefined && <img src={address} alt="" className="relative size-full object-cover" />}
    </>
  );
};
