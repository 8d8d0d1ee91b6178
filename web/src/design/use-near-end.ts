/** Tells when an element comes near the screen. */
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';

/** How far below the screen is near, so that more is there before a reader arrives. */
const rootMargin = '600px';

/** Calls `onNear` each time the element of the returned ref comes near while `isWanted`. */
export const useNearEnd = (isWanted: boolean, onNear: () => void): RefObject<HTMLDivElement | null> => {
  const end = useRef<HTMLDivElement>(null);
  const near = useEffectEvent(onNear);
  useEffect(() => {
    if (!isWanted || !end.current) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && near(), { rootMargin });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [isWanted]);
  return end;
};
