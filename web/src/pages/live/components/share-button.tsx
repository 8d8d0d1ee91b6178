import { Link2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from '../../../design/button.tsx';
import { useCopyLink } from '../../../design/use-copy-link.ts';

/** Copies the address of this page. */
export const ShareButton = (): ReactElement => {
  const copyLink = useCopyLink();
  const copy = (): Promise<void> => copyLink(location.origin + location.pathname);
  return (
    <Button variant="secondary" icon={<Link2 aria-hidden className="size-4" />} onClick={() => void copy()}>
      Copy link
    </Button>
  );
};
