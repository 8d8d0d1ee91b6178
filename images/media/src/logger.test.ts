import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { loggerOptions } from './logger.ts';

const logged = (facts: object): Record<string, unknown> => {
  const lines: string[] = [];
  pino(loggerOptions('test', 'info'), { write: (line: string) => void lines.push(line) }).warn(facts, 'Failing');
  return JSON.parse(lines.join());
};

const refusal = Object.assign(new Error('violates a check'), {
  ...{ code: '23514', constraint: 'users_name', detail: 'Failing row contains (ann, $argon2id$)', where: '$argon2id$' },
});

describe('createLogger', () => {
  it.each(['err', 'error'])('leaves the rows out that Postgres quotes, of %s', (key) => {
    const line = logged({ [key]: refusal });
    expect(JSON.stringify(line)).not.toContain('argon2id');
    expect(line[key]).toMatchObject({
      ...{ type: 'Error', message: 'violates a check', code: '23514', constraint: 'users_name' },
      stack: expect.stringContaining('logger.test'),
    });
  });

  it('takes what is no error as it is', () => {
    expect(logged({ err: 'away' }).err).toBe('away');
  });
});
