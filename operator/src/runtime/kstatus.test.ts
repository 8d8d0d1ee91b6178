import { describe, expect, it } from 'vitest';
import { type KstatusState, kstatusFacts } from './kstatus.ts';

describe('kstatusFacts', () => {
  it.each<[KstatusState['state'], Record<string, string>]>([
    ['ready', { Ready: 'True' }],
    ['reconciling', { Ready: 'False', Reconciling: 'True' }],
    ['stalled', { Ready: 'False', Stalled: 'True' }],
  ])('has abnormal conditions only while they are true when the object is %s', (state, expected) => {
    const facts = kstatusFacts({ state, reason: 'Because', message: 'So it is' });
    expect(Object.fromEntries(facts.map(({ type, status }) => [type, status]))).toEqual(expected);
    for (const fact of facts) expect(fact).toMatchObject({ reason: 'Because', message: 'So it is' });
  });
});
