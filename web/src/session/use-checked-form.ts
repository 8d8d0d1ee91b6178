/** A form that is checked here before it is sent: what is wrong, from here or from the api, and whether it is on its way. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../api/api-problem.ts';
import { fieldErrors } from '../api/field-errors.ts';
import { type Rule, type WrongFields, wrongFields } from './account-rules.ts';

export interface CheckedForm {
  /** For the form: the latest failure, of whichever kind. */
  readonly error: unknown;
  readonly wrong: WrongFields;
  readonly isSending: boolean;
  /** How often it went well: as a key it makes fields begin anew, so that no password stays in one. */
  readonly times: number;
  readonly send: (data: FormData) => void;
}

export interface CheckedFormOptions<Field extends string> {
  readonly rules: Readonly<Record<Field, Rule>>;
  readonly send: (values: Readonly<Record<Field, string>>) => Promise<void>;
}

const valuesOf = <Field extends string>(data: FormData, fields: readonly Field[]): Record<Field, string> =>
  Object.fromEntries(fields.map((field) => [field, String(data.get(field) ?? '')])) as Record<Field, string>;

const localProblem = (fields: WrongFields): ApiProblem =>
  new ApiProblem({ status: 400, code: 'RequestInvalid', detail: 'Something is missing.', fields });

/** See the file header. */
export const useCheckedForm = <Field extends string>(options: CheckedFormOptions<Field>): CheckedForm => {
  const { rules, send } = options;
  const [times, setTimes] = useState(0);
  const mutation = useMutation({ mutationFn: send, onSuccess: () => setTimes((before) => before + 1) });
  const [refused, setRefused] = useState<ApiProblem>();
  const check = (data: FormData): void => {
    const values = valuesOf(data, Object.keys(rules) as Field[]);
    const wrong = wrongFields(values, rules);
    setRefused(wrong && localProblem(wrong));
    mutation.reset();
    if (!wrong) mutation.mutate(values);
  };
  const error = refused ?? mutation.error;
  return { error, wrong: fieldErrors(error), isSending: mutation.isPending, times, send: check };
};
