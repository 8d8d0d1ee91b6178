/** What a key or a tap just did, said over the picture for a moment: seen and read out, and then gone. */
import { type ReactElement, useCallback, useEffect, useState } from 'react';

const shownMs = 900;

interface Said {
  readonly text: string;
}

/** The text of the moment, and how to say one. */
export const useFlash = (): readonly [string, (text: string) => void] => {
  const [said, setSaid] = useState<Said>();
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setSaid(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [said]);
  const flash = useCallback((text: string): void => setSaid({ text }), []);
  return [said?.text ?? '', flash];
};

export const Flash = ({ text }: { readonly text: string }): ReactElement => (
  <div slot="centered-chrome" className="player-flash" role="status">
    {text && <span>{text}</span>}
  </div>
);
