/** A part of a page with a heading of its own. */
import { type ReactElement, type ReactNode, useId } from 'react';

export interface SectionProps {
  readonly heading: ReactNode;
  /** Beside the heading. */
  readonly action?: ReactNode;
  /** Below the heading, of what the part has. */
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}

export const Section = ({ heading, action, hint, children }: SectionProps): ReactElement => {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="mb-4">
        <div className="flex min-h-9 items-center justify-between gap-4">
          <h2 id={id} className="wrap-anywhere min-w-0 font-semibold text-xl">
            {heading}
          </h2>
          {action}
        </div>
        {hint && <p className="mt-1 text-muted text-sm">{hint}</p>}
      </div>
      {children}
    </section>
  );
};
