/** What the conditions say, the worst first; what is well in one calm line each. */
import { CircleCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Condition } from '../../../../api/generated/schemas.ts';
import { healthReport } from '../../../../studio/model/health/health-report.ts';
import { HealthItemCard } from './health-item.tsx';

export interface HealthChecksProps {
  readonly conditions: readonly Condition[];
}

/** See the file header. */
export const HealthChecks = ({ conditions }: HealthChecksProps): ReactElement => {
  const { items, isWell } = healthReport(conditions);
  const good = items.filter(({ severity }) => severity === 'good');
  const others = items.filter(({ severity }) => severity !== 'good');
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className={items.length > 0 ? 'sr-only' : 'text-muted text-sm'}>
        {isWell ? 'All is well' : (others[0]?.title ?? 'Not looked at yet: the first checks come in a moment.')}
      </p>
      {others.length > 0 && (
        <ul className="flex flex-col gap-4">
          {others.map((item) => (
            <li key={item.id}>
              <HealthItemCard item={item} />
            </li>
          ))}
        </ul>
      )}
      {good.length > 0 && (
        <ul className="flex flex-wrap gap-x-5 gap-y-2 text-sm">
          {good.map((item) => (
            <li key={item.id} className="flex items-center gap-2">
              <CircleCheck aria-hidden className="size-5 shrink-0 text-good" />
              {item.title}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
