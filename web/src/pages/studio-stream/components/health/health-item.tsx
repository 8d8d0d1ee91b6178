/** One thing to tell of a stream's health: what it is, what it means, what to do. */
import { CircleAlert, CircleCheck, Info, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { RelativeTime } from '../../../../format/relative-time.tsx';
import type { Severity } from '../../../../studio/model/health/advice.ts';
import type { HealthItem } from '../../../../studio/model/health/health-report.ts';

const looks = {
  good: [CircleCheck, 'text-good', 'Good'],
  info: [Info, 'text-muted', 'For information'],
  working: [LoaderCircle, 'text-accent motion-safe:animate-spin', 'In progress'],
  warning: [TriangleAlert, 'text-warning', 'Warning'],
  bad: [CircleAlert, 'text-bad', 'Problem'],
} as const satisfies Readonly<Record<Severity, unknown>>;

export interface HealthItemProps {
  readonly item: HealthItem;
}

const Details = ({ details, isForOperator }: HealthItem): ReactElement | null => {
  if (details.length === 0) return null;
  const lines = details.map((text) => (
    <p key={text} className="break-words">
      {text}
    </p>
  ));
  if (!isForOperator)
    return <div className="flex flex-col gap-1.5 border-line border-l-2 pl-3 text-muted">{lines}</div>;
  return (
    <details>
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-muted underline underline-offset-2 md:min-h-0">
        Details for whoever runs the cluster
      </summary>
      <div className="mt-1 rounded-control bg-raised p-3 font-mono text-xs">{lines}</div>
    </details>
  );
};

/** See the file header. */
export const HealthItemCard = ({ item }: HealthItemProps): ReactElement => {
  const [Icon, colour, word] = looks[item.severity];
  const isUrgent = item.severity === 'bad' || item.severity === 'warning';
  return (
    <div className="flex gap-3 text-sm">
      <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${colour}`} />
      <div className="flex min-w-0 flex-col gap-1.5">
        <h3 className="font-semibold">
          <span className="sr-only">{word}: </span>
          {item.title}
          {isUrgent && (
            <span className="font-normal text-muted">
              {' · '}
              <RelativeTime at={item.since} />
            </span>
          )}
        </h3>
        <p className="text-muted">{item.meaning}</p>
        {item.fix && <p>{item.fix}</p>}
        <Details {...item} />
      </div>
    </div>
  );
};
