import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { problemResponses } from '../schemas/problem-responses.ts';
import { commonProblemsOf, withProblems } from './common-problems.ts';

const handler = async () => 'answer';
const everywhere = ['TooManyRequests', 'Internal', 'DatabaseUnavailable', 'Busy'];

describe('commonProblemsOf', () => {
  it('says of a route without input what its access and every route may answer', () => {
    const route = { method: 'GET', url: '/', handler, config: { access: 'public' } } as const;
    expect(commonProblemsOf(route)).toEqual(['AccessTokenInvalid', 'InternalKeyInvalid', ...everywhere]);
  });

  it('says of a route with a body that it may be none', () => {
    const schema = { params: Type.Object({ id: Type.String() }) };
    const route = { method: 'POST', url: '/:id', handler, schema, config: { access: 'cookie' } } as const;
    expect(new Set(commonProblemsOf(route))).toEqual(
      new Set(['RequestInvalid', 'BodyTooLarge', 'MediaTypeUnsupported', 'CrossSiteRefused', ...everywhere]),
    );
  });
});

describe('withProblems', () => {
  it('joins the codes of one status, and leaves what is no problem', () => {
    const answer = Type.Object({});
    const responses = withProblems({ 200: answer, ...problemResponses('CursorInvalid') }, [
      'RequestInvalid',
      'NotFound',
    ]);
    expect(Object.keys(responses)).toEqual(['200', '400', '404']);
    expect(responses['200']).toBe(answer);
    expect(responses['400']).toMatchObject({ 'x-problem-codes': ['RequestInvalid', 'CursorInvalid'] });
  });
});
