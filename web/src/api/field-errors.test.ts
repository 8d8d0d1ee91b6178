import { describe, expect, it } from 'vitest';
import { ApiProblem } from './api-problem.ts';
import { fieldErrors } from './field-errors.ts';

describe('fieldErrors', () => {
  it.each([
    ['is taken', 'This is taken'],
    ['must NOT have fewer than 1 characters', 'This must not have fewer than 1 characters'],
    ['the heights of renditions must fall', 'The heights of renditions must fall'],
    ['a part may not be longer than a segment', 'A part may not be longer than a segment'],
    ['Enter your password.', 'Enter your password.'],
  ])('says %j as %j', (told, said) => {
    const problem = new ApiProblem({ status: 400, code: 'RequestInvalid', detail: 'Wrong', fields: { name: told } });
    expect(fieldErrors(problem)).toEqual({ name: said });
  });

  it.each([[new Error('a mistake of this side')], [null], [undefined]])('has none for %s', (error) => {
    expect(fieldErrors(error)).toEqual({});
  });
});
