/** A part of a page with a heading of its own. */
import { type ReactElement, type ReactNode, useId } from 'react';

export interface SectionProps {
  readonly heading: ReactNode;
  readonly children: ReactNode;
}

export const Section = ({ heading, children }: SectionProps): ReactElement => {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-4 font-semibold text-xl">
        {heading}
      </h2>
      {children}
    </section>
  );
};
