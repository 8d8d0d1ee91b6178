import { ApiError, type ApiErrorFields } from '@kubecast/runtime/api-error';
import { WaitingError } from '@kubecast/runtime/reconcile-error';
import { describe, expect, it } from 'vitest';
import { explainPodRefusal } from './pod-refusal.ts';

const refused = (fields: Partial<ApiErrorFields>): ApiError =>
  new ApiError({ attempt: 'create Pod live/main', status: 422, reason: 'Invalid', serverMessage: 'no', ...fields });

const forbidden = (serverMessage: string): ApiError => refused({ status: 403, reason: 'Forbidden', serverMessage });

describe('explainPodRefusal', () => {
  it.each([
    [
      'an invalid field',
      refused({ causes: [{ field: 'spec.nodeSelector', message: 'Invalid value: "a b"' }] }),
      'spec.nodeSelector: Invalid value: "a b"',
    ],
    [
      'a missing class',
      forbidden('pods "main" is forbidden: no PriorityClass with name live was found'),
      'no PriorityClass with name live',
    ],
    [
      'pod security',
      forbidden('pods "main" is forbidden: violates PodSecurity "restricted:latest"'),
      'violates PodSecurity',
    ],
  ])('is for a person to act on for %s', (_what, error, message) => {
    expect(explainPodRefusal(error)).toMatchObject({
      name: 'StalledError',
      reason: 'PodTemplateInvalid',
      message: expect.stringContaining(message),
    });
  });

  it('waits for a quota', () => {
    const error = forbidden(
      'pods "main" is forbidden: exceeded quota: small, requested: cpu=1, used: cpu=1, limited: cpu=1',
    );
    expect(explainPodRefusal(error)).toBeInstanceOf(WaitingError);
  });

  it.each([
    [
      'a missing permission',
      forbidden('pods is forbidden: User "system:serviceaccount:a:b" cannot create resource "pods"'),
    ],
    ['a server that is busy', refused({ status: 429, reason: 'TooManyRequests' })],
    ['anything else', new Error('cut')],
  ])('leaves %s as it is', (_what, error) => {
    expect(explainPodRefusal(error)).toBe(error);
  });
});
