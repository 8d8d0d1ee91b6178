import type { StreamForm } from '../model/stream-form.ts';

/** What the parts of the form take. */
export interface FormPartProps {
  readonly form: StreamForm;
  /** By the api's names of fields. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (edit: Partial<StreamForm>) => void;
}
