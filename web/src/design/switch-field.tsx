/** A thing that is on or off, at once: no form needs to be sent. */
import { type ReactElement, type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

export interface SwitchFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly isBusy?: boolean | undefined;
}

export const SwitchField = ({ label, hint, isOn, onChange, isBusy = false }: SwitchFieldProps): ReactElement => {
  const id = useId();
  return (
    <div className="flex min-h-11 items-start justify-between gap-4 py-2">
      <div>
        <label htmlFor={id} className="cursor-pointer font-medium text-sm">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="mt-0.5 text-muted text-sm">
            {hint}
          </p>
        )}
      </div>
      <button
        id={id}
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-busy={isBusy}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onClick={() => !isBusy && onChange(!isOn)}
        className={classNames(
          'relative h-7 w-12 shrink-0 cursor-pointer rounded-full border transition-colors after:absolute after:-inset-x-2 after:-inset-y-2',
          isOn ? 'border-accent bg-accent' : 'border-edge bg-raised',
          isBusy && 'cursor-default opacity-60',
        )}
      >
        <span
          className={classNames(
            'absolute top-1 left-1 size-4.5 rounded-full transition-transform motion-reduce:transition-none',
            isOn ? 'translate-x-5 bg-on-accent' : 'bg-muted',
          )}
        />
      </button>
    </div>
  );
};
