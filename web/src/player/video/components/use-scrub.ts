/** Pointing at the seek bar, dragging on it, and its keys. A drag seeks where it ends; until then the preview shows where that is. */
import { type ChangeEvent, type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useState } from 'react';
import { useEndOfDrag } from '../../chrome/use-end-of-drag.ts';
import { type BarState, secondsAt, secondsForKey } from '../model/seek-bar.ts';

export interface ScrubOptions extends BarState {
  readonly onSeek: (seconds: number) => void;
}

type Pointing =
  | { readonly kind: 'none' }
  /** By keys the position itself is shown, for a moment. */
  | { readonly kind: 'hover' | 'drag' | 'keys'; readonly seconds: number };

export interface Scrub {
  readonly input: RefObject<HTMLInputElement | null>;
  /** Where the knob is. */
  readonly shownSeconds: number;
  /** The moment that is pointed at; undefined while none is. */
  readonly pointedSeconds: number | undefined;
  readonly barHandlers: {
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerLeave: () => void;
  };
  readonly inputHandlers: {
    readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void;
    readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
    readonly onPointerCancel: () => void;
    readonly onBlur: () => void;
  };
}

const keysShownMs = 1_500;
const nothing: Pointing = { kind: 'none' };

/** What keys showed goes by itself. */
const usePointing = (): readonly [Pointing, (pointing: Pointing) => void] => {
  const [pointing, setPointing] = useState<Pointing>(nothing);
  useEffect(() => {
    if (pointing.kind !== 'keys') return undefined;
    const timer = setTimeout(() => setPointing(nothing), keysShownMs);
    return () => clearTimeout(timer);
  }, [pointing]);
  return [pointing, setPointing];
};

const keySeek = (event: KeyboardEvent, bar: BarState): number | undefined =>
  event.altKey || event.ctrlKey || event.metaKey ? undefined : secondsForKey(event.key, bar);

export const useScrub = ({ positionSeconds, durationSeconds, onSeek }: ScrubOptions): Scrub => {
  const [pointing, setPointing] = usePointing();
  const seek = (seconds: number, next: Pointing): void => {
    onSeek(seconds);
    setPointing(next);
  };
  const input = useEndOfDrag((seconds) => seek(seconds, nothing));
  const end = (): void => setPointing(nothing);
  const hover = (event: PointerEvent<HTMLElement>): void => {
    if (event.pointerType !== 'mouse' || pointing.kind === 'drag') return;
    const place = event.currentTarget.getBoundingClientRect();
    setPointing({ kind: 'hover', seconds: secondsAt(event.clientX, place, durationSeconds) });
  };
  return {
    input,
    shownSeconds: pointing.kind === 'drag' ? pointing.seconds : positionSeconds,
    pointedSeconds: pointing.kind === 'none' ? undefined : pointing.seconds,
    barHandlers: { onPointerMove: hover, onPointerLeave: () => pointing.kind === 'hover' && end() },
    inputHandlers: {
      onChange: ({ currentTarget }) => setPointing({ kind: 'drag', seconds: currentTarget.valueAsNumber }),
      onKeyDown: (event) => {
        const seconds = keySeek(event, { positionSeconds, durationSeconds });
        if (seconds === undefined) return;
        event.preventDefault();
        seek(seconds, { kind: 'keys', seconds });
      },
      onPointerCancel: end,
      onBlur: end,
    },
  };
};
