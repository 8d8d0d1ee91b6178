/** Stands where a list would: says why nothing is there, and what to do next. */
import type { ReactElement, ReactNode } from 'react';

export interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export const EmptyState = ({ icon, title, children, action }: EmptyStateProps): ReactElement => (
  <div className="flex flex-col items-center gap-2 rounded-card border border-line border-dashed px-6 py-12 text-center">
    {icon && (
      <div aria-hidden className="mb-1 grid size-12 place-items-center rounded-full bg-raised text-muted">
        {icon}
      </div>
    )}
    <p className="font-semibold">{title}</p>
    {children && <div className="max-w-prose text-balance text-muted text-sm">{children}</div>}
    {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
  </div>
);
