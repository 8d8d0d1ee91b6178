/** What stands where there is no picture, or none yet. */
import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';

export interface PicturePlaceholderProps {
  readonly icon: LucideIcon;
}

/** Fills its frame. */
export const PicturePlaceholder = ({ icon: Icon }: PicturePlaceholderProps): ReactElement => (
  <span className="absolute inset-0 grid place-items-center text-muted opacity-50">
    <Icon aria-hidden className="h-1/3 max-h-10 w-auto" strokeWidth={1.25} />
  </span>
);
