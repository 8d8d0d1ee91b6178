/** A short text on a picture, readable on any: its own dark ground, in both themes. */
import type { ReactElement, ReactNode } from 'react';

export interface PictureBadgeProps {
  readonly place: 'top-start' | 'bottom-start' | 'bottom-end';
  readonly children: ReactNode;
}

const places = {
  'top-start': 'start-2 top-2',
  'bottom-start': 'start-2 bottom-2',
  'bottom-end': 'end-2 bottom-2',
} as const;

export const PictureBadge = ({ place, children }: PictureBadgeProps): ReactElement => (
  <span
    className={`absolute ${places[place]} inline-flex items-center gap-1 rounded-control bg-backdrop px-1.5 py-0.5 font-medium text-on-live text-xs tabular-nums`}
  >
    {children}
  </span>
);
