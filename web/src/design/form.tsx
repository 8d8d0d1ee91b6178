/** A form that the page sends itself; when the answer finds fields wrong, the first of them gets the focus. */
import { type ComponentProps, type ReactElement, type SubmitEvent, useEffect, useRef } from 'react';

export interface FormProps extends Omit<ComponentProps<'form'>, 'onSubmit' | 'noValidate'> {
  readonly onSend: (data: FormData) => void;
  /** The latest failure: its arrival moves the focus. */
  readonly error: unknown;
}

export const Form = ({ onSend, error, children, ...rest }: FormProps): ReactElement => {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onSend(new FormData(event.currentTarget));
  };
  return (
    <form {...rest} ref={form} noValidate onSubmit={submit}>
      {children}
    </form>
  );
};
