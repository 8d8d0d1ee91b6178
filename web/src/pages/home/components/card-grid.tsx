/** Cards side by side, as many as fit; as wide as those of an endless list. */
import type { ReactElement, ReactNode } from 'react';

export interface CardGridProps {
  readonly children: ReactNode;
}

/** Takes `li` elements. */
export const CardGrid = ({ children }: CardGridProps): ReactElement => (
  <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,16rem),1fr))] gap-x-4 gap-y-7">{children}</ul>
);
