/** What is wrong with a form as a whole. Says nothing for null, nor for what the form's fields say themselves. */
import { CircleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { fieldErrors } from '../api/field-errors.ts';
import { problemText } from './problem-text.ts';

export interface FormAlertProps {
  readonly error: unknown;
  /** The fields that show their own errors; all unless told. What is wrong with another one is said here. */
  readonly fields?: readonly string[];
}

const untold = (error: unknown, shown: readonly string[] | undefined): readonly string[] => {
  const wrong = Object.entries(fieldErrors(error));
  if (wrong.length === 0) return [problemText(error)];
  return shown ? wrong.filter(([field]) => !shown.includes(field)).map(([field, text]) => `${field}: ${text}`) : [];
};

export const FormAlert = ({ error, fields }: FormAlertProps): ReactElement | null => {
  const texts = error === null || error === undefined ? [] : untold(error, fields);
  if (texts.length === 0) return null;
  return (
    <div
      role="alert"
      className="flex items-start gap-2.5 rounded-control border border-bad bg-bad-soft px-3 py-2.5 text-sm"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <div>
        {texts.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
    </div>
  );
};
