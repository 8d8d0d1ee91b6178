/** One statement by pgbench, prepared, which does nothing but send it and take the rows: what a program can get of a server. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PostgresAccess } from '@kubecast/api/src/database/connection-settings.ts';
import { postgresPrograms } from '@kubecast/media/testing/postgres-programs';
import type { QueryConfig } from 'pg';

export interface PgbenchRun {
  readonly access: PostgresAccess;
  readonly database: string;
  /** Values are text or null. */
  readonly statement: QueryConfig;
  readonly connections: number;
  readonly seconds: number;
  /** As much as goes when not given; else at random, and a transaction's time begins when it was due. */
  readonly perSecond?: number;
}

export interface PgbenchReport {
  readonly perSecond: number;
  /** In no order. */
  readonly latenciesMs: readonly number[];
}

const variable = (number: string | number): string => `value${number}`;

/** `$1` becomes `:value1`, which pgbench turns back when it prepares. */
const scriptOf = ({ text }: QueryConfig): string =>
  `${text.replaceAll(/\s+/g, ' ').replaceAll(/\$(\d+)/g, (_, number: string) => `:${variable(number)}`)};\n`;

/** A variable that is not set goes out as null. */
const definitionsOf = ({ values = [] }: QueryConfig): readonly string[] =>
  values.flatMap((value, index) => (value === null ? [] : [`--define=${variable(index + 1)}=${value}`]));

const wordsFor = ({ access, database, statement, connections, seconds, perSecond }: PgbenchRun): readonly string[] => [
  ...[`--host=${access.location.host}`, `--port=${access.location.port}`, `--username=${access.location.user}`],
  ...['--no-vacuum', '--protocol=prepared', `--client=${connections}`, `--time=${seconds}`, '--log'],
  ...(perSecond === undefined ? [] : [`--rate=${perSecond}`]),
  ...['--log-prefix=log', '--file=script.sql', ...definitionsOf(statement), database],
];

const run = async (words: readonly string[], directory: string, password: string): Promise<void> => {
  const env = { ...process.env, PGPASSWORD: password };
  const program = join(postgresPrograms().directory, 'pgbench');
  const child = spawn(program, words, { cwd: directory, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(child, 'close');
  if (child.exitCode !== 0) throw new Error(`pgbench ended with ${child.exitCode}: ${said}`);
};

/** One line a transaction: `client number microseconds …`. */
const readLatencies = async (directory: string): Promise<readonly number[]> => {
  const logs = (await readdir(directory)).filter((name) => name.startsWith('log.'));
  const texts = await Promise.all(logs.map((name) => readFile(join(directory, name), 'utf8')));
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line !== '');
  return lines.map((line) => Number(line.split(' ')[2]) / 1_000);
};

/** Runs it to its end. Throws with what pgbench wrote when that is not a good one. */
export const runPgbench = async (bench: PgbenchRun): Promise<PgbenchReport> => {
  const directory = await mkdtemp(join(tmpdir(), 'kubecast-pgbench-'));
  try {
    await writeFile(join(directory, 'script.sql'), scriptOf(bench.statement));
    await run(wordsFor(bench), directory, await bench.access.password());
    const latenciesMs = await readLatencies(directory);
    return { perSecond: latenciesMs.length / bench.seconds, latenciesMs };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};
