import { ApiError, type ApiErrorFields } from '@kubecast/runtime/api-error';
import { StalledError, WaitingError } from '@kubecast/runtime/reconcile-error';
import { describe, expect, it } from 'vitest';
import { explainPodRefusal } from './pod-refusal.ts';
import { explainServiceRefusal } from './service-refusal.ts';

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

describe('explainServiceRefusal', () => {
  const about = (message: string): ApiError =>
    refused({ serverMessage: message, causes: [{ field: 'spec.ports[0].nodePort', message }] });
  const taken = about('Invalid value: 30890: provided port is already allocated');

  it('names who has the port, where that is known', () => {
    const holder = { apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'web', name: 'game' } };
    expect(explainServiceRefusal(taken, 30_890, holder)).toMatchObject({
      reason: 'NodePortTaken',
      message: expect.stringContaining('taken by Service web/game'),
    });
    expect(explainServiceRefusal(taken, 30_890)).toMatchObject({
      message: expect.stringContaining('taken by another Service'),
    });
  });

  it('names the range', () => {
    const error = about(
      'Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
    );
    expect(explainServiceRefusal(error, 80)).toBeInstanceOf(StalledError);
    expect(explainServiceRefusal(error, 80)).toMatchObject({
      reason: 'NodePortOutOfRange',
      message: expect.stringContaining('30000-32767'),
    });
  });

  it('leaves anything else as it is', () => {
    const other = refused({ causes: [{ field: 'spec.ports[0].port', message: 'Invalid value: 0' }] });
    expect(explainServiceRefusal(other, undefined)).toBe(other);
  });
});
