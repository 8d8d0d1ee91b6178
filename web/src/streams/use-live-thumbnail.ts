/** Keeps the picture of a stream new. */
import { useEffect, useState } from 'react';
import { pictureOf, renewalInMs, thumbnailAddress } from './thumbnail-address.ts';
import { usePageVisible } from './use-page-visible.ts';

/** Rejects where there is no picture; never resolves before it can be painted without a flash. */
const loadPicture = async (address: string): Promise<string> => {
  const image = new Image();
  image.src = address;
  await image.decode();
  return address;
};

interface Pictures {
  readonly url: string;
  /** Not only the one of now. */
  readonly isRenewed: boolean;
  readonly show: (address: string) => void;
}

/** Shows the picture of now and then each next one; a picture that fails leaves the last one. Returns how to stop. */
export const renewPicture = ({ url, isRenewed, show }: Pictures, load = loadPicture): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  let shown = 0;
  const renew = (): void => {
    if (isRenewed) timer = setTimeout(renew, renewalInMs(Date.now()));
    asked += 1;
    const turn = asked;
    const showInTurn = (address: string): void => {
      // Of two that are on their way the older may come last.
      if (turn < shown) return;
      shown = turn;
      show(address);
    };
    load(thumbnailAddress(url, Date.now())).then(showInTurn, () => undefined);
  };
  renew();
  return () => {
    clearTimeout(timer);
    shown = Number.POSITIVE_INFINITY;
  };
};

/**
 * The address of the newest picture that is loaded and decoded, about every ten seconds another one while the page is visible and
 * `isRenewed`. Undefined until there is one; a picture that fails leaves the last one. `url` null: there is none.
 */
export const useLiveThumbnail = (url: string | null, isRenewed: boolean): string | undefined => {
  const [shown, setShown] = useState<{ readonly of: string; readonly address: string }>();
  const isVisible = usePageVisible();
  useEffect(() => {
    if (url === null || !isVisible) return;
    return renewPicture({ url, isRenewed, show: (address) => setShown({ of: pictureOf(url), address }) });
  }, [url, isVisible, isRenewed]);
  return url !== null && shown?.of === pictureOf(url) ? shown.address : undefined;
};
