import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../../api/api-problem.ts';
import { ingestRenewalMs } from './get-ingest.ts';

const problem = (status: number, code: string): ApiProblem => new ApiProblem({ status, code, detail: 'Any' });

describe('ingestRenewalMs', () => {
  it.each([
    ['at once again while it is usual that it is not ready', problem(409, 'IngestNotReady'), 20, 1500],
    ['less often later', problem(409, 'IngestNotReady'), 21, 10_000],
    ['not for the key of somebody else', problem(409, 'KeyManagedElsewhere'), 1, false],
    ['not once it is there', null, 3, false],
  ])('asks %s', (_when, error, failures, ms) => {
    expect(ingestRenewalMs(error, failures)).toBe(ms);
  });
});
