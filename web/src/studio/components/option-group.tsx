/** Cards of which one is chosen, under one name. */
import { type ReactElement, type ReactNode, useId } from 'react';

export interface OptionGroupProps {
  readonly label: string;
  readonly error?: string | undefined;
  /** Gets what the group's radios share. */
  readonly children: (group: OptionGroupState) => ReactNode;
}

/** What {@link OptionCard}s of a group have in common. */
export interface OptionGroupState {
  /** Of the radios. */
  readonly name: string;
  /** What is chosen is wrong. */
  readonly isWrong: boolean;
}

/** See the file header. */
export const OptionGroup = ({ label, error, children }: OptionGroupProps): ReactElement => {
  const id = useId();
  return (
    <fieldset className="m-0 min-w-0 border-0 p-0" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 p-0 font-medium text-sm">{label}</legend>
      <div className="flex flex-col gap-2">{children({ name: id, isWrong: error !== undefined })}</div>
      {error && (
        <p id={`${id}-error`} role="alert" className="mt-1.5 text-bad text-sm">
          {error}
        </p>
      )}
    </fieldset>
  );
};
