/** A time as people say it, kept right while it is shown; the exact one, of the viewer's own zone, stands in the title. */
import { type ReactElement, useSyncExternalStore } from 'react';
import { formatDateTime } from './format-date-time.ts';
import { formatRelative } from './format-relative.ts';
import { slowClock } from './slow-clock.ts';

export interface RelativeTimeProps {
  /** ISO 8601. */
  readonly at: string;
}

/** See the file header. */
export const RelativeTime = ({ at }: RelativeTimeProps): ReactElement => {
  const now = useSyncExternalStore(slowClock.subscribe, slowClock.getSnapshot);
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {formatRelative(Date.parse(at), now)}
    </time>
  );
};
