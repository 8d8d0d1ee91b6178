/** Tells when a press or the focus goes elsewhere. */
import { type RefObject, useEffect, useEffectEvent } from 'react';

/** Calls `onLeave` while `isOpen`, for what happens outside of the element. */
export const useLeave = (place: RefObject<HTMLElement | null>, isOpen: boolean, onLeave: () => void): void => {
  const leave = useEffectEvent((event: Event): void => {
    if (event.target instanceof Node && !place.current?.contains(event.target)) onLeave();
  });
  useEffect(() => {
    if (!isOpen) return undefined;
    const listeners = new AbortController();
    for (const kind of ['pointerdown', 'focusin'] as const) {
      document.addEventListener(kind, (event) => leave(event), { signal: listeners.signal });
    }
    return () => listeners.abort();
  }, [isOpen]);
};
