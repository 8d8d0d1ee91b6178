import { ApiError as ClusterError, type StatusCause } from '@kubecast/runtime/api-error';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../problems/api-error.ts';
import { clusterRefusal, plainMessage } from './cluster-refusal.ts';

const refusal = (status: number, causes: readonly StatusCause[] = []): ClusterError =>
  new ClusterError({ attempt: 'create LiveStream live/a', status, reason: '', serverMessage: 'no', causes });

describe('plainMessage', () => {
  it.each([
    [
      'Invalid value: 150: partMilliseconds must be 0: write for example 200',
      'partMilliseconds must be 0: write for example 200',
    ],
    ['Invalid value: "object": heights must fall', 'heights must fall'],
    ['Invalid value: "a \\"b\\": c": should match', 'should match'],
    ['Invalid value: [{"name":"a"}]: too much', 'too much'],
    ['Unsupported value: "x": supported values: "a", "b"', 'supported values: "a", "b"'],
    ['Required value', 'Required value'],
    ['Too long: may not be more than 200 bytes', 'may not be more than 200 bytes'],
    ['keyframes: every 2 s', 'keyframes: every 2 s'],
  ])('of %j is %j', (message, plain) => {
    expect(plainMessage(message)).toBe(plain);
  });
});

describe('clusterRefusal', () => {
  it('names each field that the schema refuses, as the request names it', () => {
    const causes = [{ field: 'spec.a', reason: 'FieldValueInvalid', message: 'Invalid value: 1: must be 2' }];
    const problem = clusterRefusal(refusal(422, causes), 'create the stream', (field) => field.replace('spec.', ''));
    expect(problem).toMatchObject({
      code: 'RequestInvalid',
      message: 'Could not create the stream: a: must be 2',
      fields: { a: 'must be 2' },
    });
  });

  it.each([403, 404])('tells whoever runs the cluster of a %d, and not the caller why', (status) => {
    const problem = clusterRefusal(refusal(status), 'create the stream');
    expect(problem).toMatchObject({ code: 'ClusterRefuses', cause: expect.any(ClusterError) });
    expect(problem).not.toMatchObject({ message: expect.stringContaining('LiveStream') });
  });

  it.each([refusal(409), refusal(500), new ApiError('NotFound', 'none'), 'text'])('leaves %s as it is', (error) => {
    expect(clusterRefusal(error, 'create the stream')).toBe(error);
  });
});
