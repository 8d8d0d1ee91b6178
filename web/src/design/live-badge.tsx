/** Says that a stream is live, or that its encoder is away for the moment. */
import type { ReactElement } from 'react';
import { classNames } from './class-names.ts';

export interface LiveBadgeProps {
  readonly state: 'live' | 'reconnecting';
}

export const LiveBadge = ({ state }: LiveBadgeProps): ReactElement => (
  <span
    className={classNames(
      'inline-flex items-center gap-1.5 rounded px-1.5 py-0.5 font-semibold text-xs uppercase tracking-wide',
      state === 'live' ? 'bg-live text-on-live' : 'bg-raised text-warning',
    )}
  >
    <span aria-hidden className="size-1.5 rounded-full bg-current" />
    {state === 'live' ? 'Live' : 'Reconnecting'}
  </span>
);
