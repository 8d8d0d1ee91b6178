/** Runs Schemathesis, as scripts/schemathesis.sh installed it, against an api that listens. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { OpenapiThings } from './openapi-things.ts';

export interface SchemathesisRun {
  /** The api's. */
  readonly url: string;
  readonly things: OpenapiThings;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** The only operations that are asked for; all where it is absent. */
  readonly path?: string;
  /** Requests that are made up at random, for each operation. */
  readonly examples: number;
  /** `coverage` makes those at the bounds of each schema and just beyond, some fifty for each operation; absent: all of them. */
  readonly phases?: readonly ('coverage' | 'fuzzing' | 'stateful')[];
}

export interface SchemathesisReport {
  /** Requests that were made. */
  readonly requests: number;
  /** Operations such as `GET /api/videos` that took a request. */
  readonly accepted: readonly string[];
  /** What was found, for people, each with how to repeat it; empty when nothing was. */
  readonly findings: string;
}

const program = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'kubecast/schemathesis/bin/schemathesis');
const hooks = join(import.meta.dirname, '../../properties/hooks.py');
const limitMs = 240_000;

const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'response_headers_conformance',
  'negative_data_rejection',
  'unsupported_method',
  'allow_header_conformance',
];

const allPhases = ['coverage', 'fuzzing', 'stateful'] as const;

const argumentsFor = (run: SchemathesisRun, reportFile: string): readonly string[] => [
  ...['run', `${run.url}/api/docs/json`, '--url', run.url],
  ...['--checks', checks.join(',')],
  ...['--phases', (run.phases ?? allPhases).join(',')],
  ...['--max-examples', String(run.examples)],
  // The same requests in every run.
  ...['--seed', '1', '--workers', '1', '--generation-database', 'none'],
  ...['--continue-on-failure', '--request-timeout', '30', '--suppress-health-check', 'all'],
  ...['--report', 'json', '--report-json-path', reportFile, '--no-color'],
  ...(run.path === undefined ? [] : ['--include-path', run.path]),
  ...Object.entries(run.headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
];

const outcomes = z.object({ accepted: z.number() });
const reportSchema = z.object({
  exit_code: z.number(),
  test_cases: z.object({ generated: z.number() }),
  valid_rates: z.record(z.string(), z.record(z.string(), outcomes)),
});

const runIn = async (directory: string, run: SchemathesisRun): Promise<SchemathesisReport> => {
  const [thingsFile, reportFile] = [join(directory, 'things.json'), join(directory, 'report.json')];
  await writeFile(thingsFile, JSON.stringify(run.things));
  const env = { ...process.env, KUBECAST_THINGS: thingsFile, SCHEMATHESIS_HOOKS: hooks };
  const options = { cwd: directory, env, timeout: limitMs, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(program, argumentsFor(run, reportFile), options).catch(
    (error: { code?: unknown; stdout?: string }) => {
      if (error.code === 'ENOENT') throw new Error('Schemathesis is not installed: run scripts/schemathesis.sh');
      return { stdout: error.stdout ?? '' };
    },
  );
  const text = await readFile(reportFile, 'utf8').catch(() => undefined);
  if (text === undefined) throw new Error(`Schemathesis did not come to its end: ${stdout}`);
  const report = reportSchema.parse(JSON.parse(text));
  const accepted = Object.entries(report.valid_rates).filter(([, phases]) =>
    Object.values(phases).some((phase) => phase.accepted > 0),
  );
  return {
    requests: report.test_cases.generated,
    accepted: accepted.map(([operation]) => operation),
    findings: report.exit_code === 0 ? '' : stdout,
  };
};

/** Resolves also when something was found. @throws when Schemathesis could not run, or not to its end */
export const runSchemathesis = async (run: SchemathesisRun): Promise<SchemathesisReport> => {
  const directory = await mkdtemp(join(tmpdir(), 'kubecast-schemathesis-'));
  try {
    return await runIn(directory, run);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};
