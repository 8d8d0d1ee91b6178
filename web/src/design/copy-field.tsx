/** A value to copy elsewhere. A secret is hidden until asked for; copying does not show it. */
import { Check, Copy, Eye, EyeOff } from 'lucide-react';
import { type ClipboardEvent, type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { classNames } from './class-names.ts';
import { copyText } from './copy-text.ts';
import { FieldFrame, fieldLook } from './field-frame.tsx';
import { IconButton } from './icon-button.tsx';

export interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isSecret?: boolean | undefined;
  readonly hint?: ReactNode;
}

type Outcome = 'none' | 'copied' | 'refused';

const saidMs = 3000;
const mask = '•'.repeat(24);
const words: Readonly<Record<Outcome, string>> = { none: '', copied: 'Copied', refused: 'Select it and copy by hand' };

/** What came of it, and how to copy. */
const useCopy = (value: string): readonly [Outcome, () => Promise<Outcome>] => {
  const [outcome, setOutcome] = useState<Outcome>('none');
  useEffect(() => {
    if (outcome === 'none') return undefined;
    const timer = setTimeout(() => setOutcome('none'), saidMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async (): Promise<Outcome> => {
    const came = (await copyText(value)) ? 'copied' : 'refused';
    setOutcome(came);
    return came;
  };
  return [outcome, copy];
};

interface RevealButtonProps {
  readonly label: string;
  readonly isShown: boolean;
  readonly onToggle: () => void;
}

const RevealButton = ({ label, isShown, onToggle }: RevealButtonProps): ReactElement => (
  <IconButton
    label={`${isShown ? 'Hide' : 'Show'} ${label}`}
    icon={isShown ? <EyeOff aria-hidden className="size-5" /> : <Eye aria-hidden className="size-5" />}
    onClick={onToggle}
  />
);

/** See the file header. */
export const CopyField = ({ label, value, isSecret = false, hint }: CopyFieldProps): ReactElement => {
  const [isShown, setIsShown] = useState(!isSecret);
  const [outcome, copy] = useCopy(value);
  const input = useRef<HTMLInputElement>(null);
  const copyOrSelect = async (): Promise<void> => {
    if ((await copy()) === 'copied') return;
    // Selected is what the field shows.
    flushSync(() => setIsShown(true));
    input.current?.focus();
    input.current?.select();
  };
  const giveHidden = (event: ClipboardEvent): void => {
    if (isShown) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', value);
  };
  return (
    <FieldFrame label={label} hint={hint}>
      {(aria) => (
        <>
          <span className="flex items-center gap-1">
            <input
              {...aria}
              ref={input}
              readOnly
              value={isShown ? value : mask}
              onCopy={giveHidden}
              onFocus={(event) => event.currentTarget.select()}
              className={classNames(fieldLook, 'min-h-11 font-mono')}
            />
            {isSecret && <RevealButton label={label} isShown={isShown} onToggle={() => setIsShown(!isShown)} />}
            <IconButton
              label={`Copy ${label}`}
              icon={
                outcome === 'copied' ? (
                  <Check aria-hidden className="size-5 text-good" />
                ) : (
                  <Copy aria-hidden className="size-5" />
                )
              }
              onClick={() => void copyOrSelect()}
            />
          </span>
          <span role="status" className={outcome === 'refused' ? 'text-sm text-warning' : 'sr-only'}>
            {words[outcome]}
          </span>
        </>
      )}
    </FieldFrame>
  );
};
