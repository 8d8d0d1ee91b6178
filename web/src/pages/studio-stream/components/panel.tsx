/** A part of the page: a card with its heading. */
import { type ReactElement, type ReactNode, useId } from 'react';

export interface PanelProps {
  readonly title: string;
  /** Beside the heading. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** See the file header. */
export const Panel = ({ title, actions, children }: PanelProps): ReactElement => {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0 rounded-card border border-line bg-surface p-4 sm:p-5">
      <div className="mb-3 flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id={id} className="font-semibold text-lg">
          {title}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
};
