import { describe, expect, it } from 'vitest';
import { sessionPolicy } from './session-policy.ts';

describe('sessionPolicy', () => {
  it('makes golden/session-policy.json', async () => {
    const policy: unknown = JSON.parse(sessionPolicy('live-segments', { namespace: 'live', stream: 'main' }));
    await expect(JSON.stringify(policy, undefined, 2)).toMatchFileSnapshot('golden/session-policy.json');
  });
});
