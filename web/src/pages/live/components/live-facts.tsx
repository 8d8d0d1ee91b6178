/** State, viewers, since when: one line of facts, each there as soon as it is known. */
import { Eye, Lock } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Stream } from '../../../api/generated/schemas.ts';
import { LiveBadge } from '../../../design/live-badge.tsx';
import { formatCount } from '../../../format/format-count.ts';
import { RelativeTime } from '../../../format/relative-time.tsx';
import type { LiveHint } from '../model/live-hint.ts';
import type { LiveState } from '../model/live-state.ts';

export interface LiveFactsProps {
  readonly state: LiveState;
  readonly stream: Stream | undefined;
  readonly windowMinutes: number;
  readonly hint: LiveHint | undefined;
}

const stateWords: Readonly<Partial<Record<LiveState, string>>> = {
  ended: 'Ended',
  offline: 'Not live',
  private: 'Private',
};

const StateMark = ({ state }: Pick<LiveFactsProps, 'state'>): ReactElement | null => {
  if (state === 'live' || state === 'reconnecting') return <LiveBadge state={state} />;
  const words = stateWords[state];
  if (words === undefined) return null;
  return (
    <span className="rounded bg-raised px-1.5 py-0.5 font-semibold text-text text-xs uppercase tracking-wide">
      {words}
    </span>
  );
};

const Times = ({ sessionStartedAt, sessionEndedAt }: Stream): ReactElement | null => {
  if (sessionStartedAt === null) return null;
  return sessionEndedAt === null ? (
    <span>
      Began <RelativeTime at={sessionStartedAt} />
    </span>
  ) : (
    <span>
      Last live <RelativeTime at={sessionEndedAt} />
    </span>
  );
};

/** `Go back up to 25 min`, `Go back up to 2 h`. */
const backText = (minutes: number): string =>
  `Go back up to ${minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`}`;

const isRunning = (state: LiveState): boolean => state === 'live' || state === 'reconnecting';

/** See the file header. */
export const LiveFacts = ({ state, stream, windowMinutes, hint }: LiveFactsProps): ReactElement => (
  <div className="flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1 text-muted text-sm">
    <StateMark state={state} />
    {stream && isRunning(state) && (
      <span className="inline-flex items-center gap-1.5 tabular-nums">
        <Eye aria-hidden className="size-4" />
        {formatCount(stream.viewers)} watching
      </span>
    )}
    {stream && <Times {...stream} />}
    {stream && isRunning(state) && stream.availableQualities[0] && <span>Up to {stream.availableQualities[0]}</span>}
    {isRunning(state) && windowMinutes > 0 && <span>{backText(windowMinutes)}</span>}
    {stream?.visibility === 'private' && state !== 'private' && (
      <span className="inline-flex items-center gap-1.5">
        <Lock aria-hidden className="size-4" />
        For its owner alone
      </span>
    )}
    <span role="status">{hint?.text}</span>
  </div>
);
