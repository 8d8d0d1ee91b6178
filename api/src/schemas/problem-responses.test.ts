import { describe, expect, it } from 'vitest';
import { problemResponses } from './problem-responses.ts';

describe('problemResponses', () => {
  it('gives a response a status, with the codes that it may have', () => {
    expect(problemResponses('NotFound', 'RequestInvalid', 'CursorInvalid')).toEqual({
      400: {
        description:
          '`RequestInvalid`: The request is not as the route takes it. `CursorInvalid`: The page cursor is not one of this list',
        'x-problem-codes': ['RequestInvalid', 'CursorInvalid'],
        content: { 'application/problem+json': { schema: { 'x-problem-codes': ['RequestInvalid', 'CursorInvalid'] } } },
      },
      404: {
        description: '`NotFound`: There is no such thing, or it is not yours to see',
        'x-problem-codes': ['NotFound'],
        content: { 'application/problem+json': { schema: { 'x-problem-codes': ['NotFound'] } } },
      },
    });
  });
});
