/** Keeps the picture of a live stream new. */
import { useEffect, useState } from 'react';
import { renewalInMs, thumbnailAddress } from './thumbnail-address.ts';
import { usePageVisible } from './use-page-visible.ts';

/** Rejects where there is no picture; never resolves before it can be painted without a flash. */
const loadPicture = async (address: string): Promise<string> => {
  const image = new Image();
  image.src = address;
  await image.decode();
  return address;
};

/** Shows the picture of now and then each next one; a picture that fails leaves the last one. Returns how to stop. */
const renewPicture = (url: string, show: (address: string) => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  const renew = (): void => {
    timer = setTimeout(renew, renewalInMs(Date.now()));
    loadPicture(thumbnailAddress(url, Date.now())).then(
      (address) => isStopped || show(address),
      () => undefined,
    );
  };
  renew();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
};

/**
 * The address of the newest picture that is loaded and decoded, about every ten seconds another one while the page is
 * visible. Undefined until there is one; a picture that fails leaves the last one. `url` null: there is none.
 */
export const useLiveThumbnail = (url: string | null): string | undefined => {
  const [shown, setShown] = useState<{ readonly of: string; readonly address: string }>();
  const isVisible = usePageVisible();
  useEffect(() => {
    if (url === null || !isVisible) return;
    return renewPicture(url, (address) => setShown({ of: url, address }));
  }, [url, isVisible]);
  return shown?.of === url ? shown.address : undefined;
};
