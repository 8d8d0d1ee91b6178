import { BucketRefusesError, CredentialsRefusedError, StoreUnreachableError } from '@kubecast/media/object-store-error';
import { describe, expect, it } from 'vitest';
import { patience } from './patience.ts';

/** How long it bears a failure, in ms; undefined when not at all. */
const bearsFor = (error: Error, patienceMs?: number): number | undefined => {
  const { signal } = new AbortController();
  const { mayPass, limitMs } = patience({ signal, onFault: () => undefined, patienceMs });
  return mayPass?.(error) && typeof limitMs === 'function' ? limitMs(error) : undefined;
};

describe('patience', () => {
  it.each([
    ['ten minutes a store out of reach', new StoreUnreachableError('x'), undefined, 600_000],
    ['two minutes refused credentials', new CredentialsRefusedError('x'), undefined, 120_000],
    ['as long as is asked a store out of reach', new StoreUnreachableError('x'), 1_000_000, 1_000_000],
    ['no longer than is asked refused credentials', new CredentialsRefusedError('x'), 5, 5],
    ['not at all any other refusal', new BucketRefusesError('x'), undefined, undefined],
    ['not at all any other error', new Error('x'), undefined, undefined],
  ])('bears %s', (_, error, patienceMs, expected) => {
    expect(bearsFor(error, patienceMs)).toBe(expected);
  });
});
