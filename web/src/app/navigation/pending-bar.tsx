/** A slim bar at the top while a page is on its way; pages that come at once show none. */
import type { ReactElement } from 'react';
import { useNavigation } from 'react-router';

export const PendingBar = (): ReactElement | null =>
  useNavigation().state === 'idle' ? null : (
    <div aria-hidden className="fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden">
      <div className="h-full origin-left animate-pending bg-accent motion-reduce:animate-none" />
    </div>
  );
