import { copyText } from './copy-text.ts';
import { useToast } from './toasts.tsx';

/** Copies a link and says so; where the browser refuses, the notice has the link, and stays. */
export const useCopyLink = (): ((link: string) => Promise<void>) => {
  const toast = useToast();
  return async (link) => {
    const isCopied = await copyText(link);
    toast(
      isCopied ? { kind: 'done', text: 'The link is copied' } : { kind: 'failed', text: `Copy it by hand: ${link}` },
    );
  };
};
