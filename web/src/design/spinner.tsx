/** A ring that turns; it says nothing to screen readers, what is busy does. */
import { LoaderCircle } from 'lucide-react';
import type { ReactElement } from 'react';

export const Spinner = (): ReactElement => (
  <LoaderCircle aria-hidden className="size-5 animate-spin motion-reduce:animate-none" />
);
