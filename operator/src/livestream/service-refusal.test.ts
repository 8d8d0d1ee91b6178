import { ApiError, type ApiErrorFields } from '@kubecast/runtime/api-error';
import { StalledError } from '@kubecast/runtime/reconcile-error';
import { describe, expect, it } from 'vitest';
import { explainServiceRefusal } from './service-refusal.ts';

const refused = (fields: Partial<ApiErrorFields>): ApiError =>
  new ApiError({
    attempt: 'apply Service live/main-srt',
    status: 422,
    reason: 'Invalid',
    serverMessage: 'no',
    ...fields,
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
