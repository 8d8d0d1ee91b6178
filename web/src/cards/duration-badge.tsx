/** How long it is, on its picture; spelled out for screen readers. */
import type { ReactElement } from 'react';
import { formatDuration } from '../format/format-duration.ts';
import { spellDuration } from '../format/spell-duration.ts';
import { PictureBadge } from './picture-badge.tsx';

export const DurationBadge = ({ seconds }: { readonly seconds: number }): ReactElement => (
  <PictureBadge place="bottom-end">
    <span aria-hidden>{formatDuration(seconds)}</span>
    <span className="sr-only">{spellDuration(seconds)}</span>
  </PictureBadge>
);
