/** What is around a field of a form: its label, a hint, and what is wrong with it, told to screen readers with the field. */
import { CircleAlert } from 'lucide-react';
import { type ReactElement, type ReactNode, useId } from 'react';

export interface FieldText {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong, from the server or from here; absent while nothing is. */
  readonly error?: string | undefined;
}

/** What the field itself takes. */
export interface FieldAria {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

export interface FieldFrameProps extends FieldText {
  readonly children: (aria: FieldAria) => ReactNode;
}

/** The look of a field to type in. */
export const fieldLook =
  'block w-full min-w-0 rounded-control border border-edge bg-surface px-3 text-base text-text placeholder:text-muted transition-colors hover:border-muted disabled:opacity-60 aria-invalid:border-bad md:text-sm';

const fieldAria = (id: string, { hint, error }: Pick<FieldText, 'hint' | 'error'>): FieldAria => {
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return { id, ...(described && { 'aria-describedby': described }), ...(error && { 'aria-invalid': true }) };
};

/** See the file header. */
export const FieldFrame = ({ label, hint, error, children }: FieldFrameProps): ReactElement => {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      {children(fieldAria(id, { hint, error }))}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-bad text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      )}
    </div>
  );
};
