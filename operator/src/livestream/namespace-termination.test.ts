import { ApiError } from '@kubecast/runtime/api-error';
import { StalledError, WaitingError } from '@kubecast/runtime/reconcile-error';
import { describe, expect, it } from 'vitest';
import { explainTermination } from './namespace-termination.ts';

const forbidden = (causes: readonly { reason: string }[]): ApiError =>
  new ApiError({ attempt: 'create Pod', status: 403, reason: 'Forbidden', serverMessage: 'no', causes });

const terminating = forbidden([{ reason: 'NamespaceTerminating' }]);

describe('explainTermination', () => {
  it.each([
    ['a refusal', terminating],
    ['what a step made of it', new StalledError('PodTemplateInvalid', 'no', { cause: terminating })],
  ])('waits after %s', (_what, error) => {
    expect(explainTermination(error)).toBeInstanceOf(WaitingError);
  });

  it.each([
    ['another refusal', forbidden([])],
    ['a stall for another cause', new StalledError('PodTemplateInvalid', 'no', { cause: forbidden([]) })],
    ['what is no error of the API server', 'cut'],
  ])('leaves %s as it is', (_what, error) => {
    expect(explainTermination(error)).toBe(error);
  });
});
