/** Whether the picture may be seen: the tab is in front, or the picture stands outside of it. */
import { useSyncExternalStore } from 'react';

const changes = ['visibilitychange', 'enterpictureinpicture', 'leavepictureinpicture'] as const;

const subscribe = (listener: () => void): (() => void) => {
  for (const change of changes) document.addEventListener(change, listener);
  return () => {
    for (const change of changes) document.removeEventListener(change, listener);
  };
};

const isSeen = (): boolean =>
  // Not every browser knows pictures outside of the page.
  document.visibilityState === 'visible' || Boolean(document.pictureInPictureElement);

export const useIsSeen = (): boolean => useSyncExternalStore(subscribe, isSeen);
