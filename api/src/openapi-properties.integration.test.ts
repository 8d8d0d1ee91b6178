/**
 * The api against its own description, with some thousand requests of every kind that Schemathesis makes up: at the bounds of each
 * schema, beyond them, and at random. No 5xx, no status, content type or body that is not described, nothing invalid taken.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenapiBed, openOpenapiBed } from './testing/openapi-bed.ts';
import { runSchemathesis, type SchemathesisRun } from './testing/schemathesis.ts';

const limitMs = 300_000;

let bed: OpenapiBed;
const accepted = new Set<string>();

beforeAll(async () => {
  bed = await openOpenapiBed();
}, limitMs);

afterAll(async () => {
  await bed?.[Symbol.asyncDispose]();
});

const callers: readonly (readonly [caller: string, run: () => Omit<SchemathesisRun, 'url' | 'things'>])[] = [
  ['anyone', () => ({ headers: {}, examples: 10, phases: ['fuzzing'] })],
  ['a user', () => ({ headers: bed.user.headers, examples: 20 })],
  ['an administrator', () => ({ headers: bed.admin.headers, examples: 10, phases: ['fuzzing', 'stateful'] })],
  ['a service', () => ({ headers: bed.api.serviceHeaders, examples: 20, path: '/api/videos/import' })],
];

describe('the api', () => {
  it.each(callers)(
    'does to %s what its description says',
    async (_caller, run) => {
      const { url, things } = bed;
      const report = await runSchemathesis({ url, things, ...run() });
      for (const operation of report.accepted) accepted.add(operation);
      expect(report.findings).toBe('');
      expect(report.requests).toBeGreaterThan(100);
    },
    limitMs,
  );

  it('took requests at every operation but the one for WebSockets', () => {
    const operations = Object.entries(bed.api.app.swagger().paths ?? {}).flatMap(([path, item]) =>
      Object.keys(item ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(operations.filter((operation) => !accepted.has(operation))).toEqual(['GET /api/realtime']);
  });
});
