import { Link2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from '../../../design/button.tsx';
import { copyText } from '../../../design/copy-text.ts';
import { useToast } from '../../../design/toasts.tsx';

/** Copies the address of this page. */
export const ShareButton = (): ReactElement => {
  const toast = useToast();
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(location.origin + location.pathname);
    toast(
      isCopied
        ? { kind: 'done', text: 'The link is copied' }
        : { kind: 'failed', text: 'Copy the link from the address bar: this page may not' },
    );
  };
  return (
    <Button variant="secondary" icon={<Link2 aria-hidden className="size-4" />} onClick={() => void copy()}>
      Copy link
    </Button>
  );
};
