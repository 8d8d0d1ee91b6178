/** Cards of which one is chosen, under one name. */
import { type ReactElement, type ReactNode, useId } from 'react';

export interface OptionGroupProps {
  readonly label: string;
  readonly error?: string | undefined;
  /** Gets the name that the group's radios share. */
  readonly children: (name: string) => ReactNode;
}

/** See the file header. */
export const OptionGroup = ({ label, error, children }: OptionGroupProps): ReactElement => {
  const id = useId();
  return (
    <fieldset className="m-0 min-w-0 border-0 p-0" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 p-0 font-medium text-sm">{label}</legend>
      <div className="flex flex-col gap-2">{children(id)}</div>
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-bad text-sm">
          {error}
        </p>
      )}
    </fieldset>
  );
};
