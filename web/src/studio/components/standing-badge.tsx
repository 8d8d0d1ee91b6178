/** Where a stream stands, as a badge. */
import { CirclePause, Hourglass, Power } from 'lucide-react';
import type { ReactElement } from 'react';
import { LiveBadge } from '../../design/live-badge.tsx';
import { type StandingFacts, standingOf } from '../model/stream-standing.ts';

export interface StandingBadgeProps {
  readonly stream: StandingFacts;
}

const looks = {
  ready: ['text-good', Power],
  preparing: ['text-warning', Hourglass],
  suspended: ['text-muted', CirclePause],
} as const;

/** See the file header. */
export const StandingBadge = ({ stream }: StandingBadgeProps): ReactElement => {
  const { kind, label } = standingOf(stream);
  if (kind === 'live' || kind === 'reconnecting') return <LiveBadge state={kind} />;
  const [colour, Icon] = looks[kind];
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded border border-line px-1.5 py-0.5 font-semibold text-xs ${colour}`}
    >
      <Icon aria-hidden className="size-3.5" />
      {label}
    </span>
  );
};
