import { describe, expect, it } from 'vitest';
import { networkFailureOf } from './transport-error.ts';

const errorWith = (code: unknown): Error => Object.assign(new Error('failed'), { code });

describe('networkFailureOf', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['UND_ERR_SOCKET', 'reset'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['ENOTFOUND', 'name-not-found'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
    ['HPE_INVALID_CONSTANT', 'reset'],
    ['ERR_INVALID_ARG_TYPE', undefined],
    [7, undefined],
  ])('takes %s for %o', (code, expected) => {
    expect(networkFailureOf(errorWith(code))).toBe(expected);
  });

  it('has nothing to say of other errors', () => {
    expect(networkFailureOf(new Error('other'))).toBeUndefined();
    expect(networkFailureOf('text')).toBeUndefined();
  });
});
