import { describe, expect, it } from 'vitest';
import { classifyRefusal } from './refusal.ts';

const problem = (code: string): string => JSON.stringify({ code });

describe('classifyRefusal', () => {
  it.each([
    [404, problem('LiveStreamNotFound'), 'notFound', 10_000],
    [404, problem('NotLiveYet'), 'offline', 2_000],
    [404, '<html>', 'offline', 2_000],
    [404, 'null', 'offline', 2_000],
    [403, problem('GrantRequired'), 'private', 10_000],
    [503, problem('OriginAway'), 'connecting', 1_000],
    [502, '<html>', 'connecting', 1_000],
    [0, '', 'disconnected', 1_000],
  ])('takes %i %s as %s', (status, body, phase, retryMs) => {
    expect(classifyRefusal(status, body)).toEqual({ phase, retryMs });
  });
});
