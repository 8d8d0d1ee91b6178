import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';

/**
 * For a range input: calls with its value where a drag ends. React's `onChange` is the input event; the browser's change event
 * comes once, at the end.
 */
export const useEndOfDrag = (onEnd: (value: number) => void): RefObject<HTMLInputElement | null> => {
  const input = useRef<HTMLInputElement>(null);
  const end = useEffectEvent(() => onEnd(input.current?.valueAsNumber ?? 0));
  useEffect(() => {
    const life = new AbortController();
    input.current?.addEventListener('change', () => end(), { signal: life.signal });
    return () => life.abort();
  }, []);
  return input;
};
