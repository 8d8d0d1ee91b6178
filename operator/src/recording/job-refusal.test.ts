import { ApiError, type ApiErrorFields } from '@kubecast/runtime/api-error';
import { describe, expect, it } from 'vitest';
import { explainJobRefusal } from './job-refusal.ts';

const refusal = (fields: Partial<ApiErrorFields>): ApiError =>
  new ApiError({ attempt: 'create Job live/clip', status: 403, reason: 'Forbidden', serverMessage: 'no', ...fields });

describe('explainJobRefusal', () => {
  it.each([
    ['a quota', refusal({ serverMessage: 'jobs.batch "clip" is forbidden: exceeded quota: q' })],
    ['an admission policy', refusal({ serverMessage: 'admission webhook "policy" denied the request' })],
    ['a field that the cluster does not take', refusal({ status: 422, serverMessage: 'spec is invalid' })],
  ])('is for a person to mend when it is %s', (_what, error) => {
    expect(explainJobRefusal(error)).toMatchObject({
      name: 'StalledError',
      reason: 'JobRefused',
      message: expect.stringContaining(error.serverMessage),
    });
  });

  it.each([
    [
      'the operator itself may not',
      refusal({ serverMessage: 'jobs.batch is forbidden: User "operator" cannot create' }),
    ],
    ['its namespace is being deleted', refusal({ causes: [{ reason: 'NamespaceTerminating' }] })],
    ['the server is busy', refusal({ status: 503, reason: 'ServiceUnavailable' })],
    ['it is none of the API server’s', new Error('broken')],
  ])('is as it was when %s', (_what, error) => {
    expect(explainJobRefusal(error)).toBe(error);
  });
});
