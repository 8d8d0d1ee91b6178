/** In which order vitest begins the files of a suite: a worker that begins a long one last is waited for by all others. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that take longer than their size tells, which is what vitest goes by where no earlier run tells it more. */
export const longThoughSmall = [
  'api/src/killed-api.integration.test.ts',
  'api/src/openapi-properties.integration.test.ts',
  'api/src/run-api.integration.test.ts',
  'images/gateway/interop/callers.integration.test.ts',
  'images/gateway/interop/losses.integration.test.ts',
  'images/transcoder/src/agent-takeover.integration.test.ts',
  'images/transcoder/src/ingest/serve-callers.test.ts',
  'images/transcoder/src/session/two-pods.test.ts',
];

const isLong = ({ moduleId }: TestSpecification): boolean => longThoughSmall.some((file) => moduleId.endsWith(file));

/** See the file header. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
