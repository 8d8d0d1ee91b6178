/** The tables of a run: on the screen, as files, and in the documentation. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import type { SuiteResult } from './suite.ts';
import { placeTable } from './table.ts';

const root = join(import.meta.dirname, '..', '..');
const resultsDirectory = join(root, 'dist', 'chaos');
const docsPage = join(root, 'docs', 'reference', 'faults.md');

/** Keeps what a run wrote down: evidence of a goal that was missed. */
export const keepObservation = async (name: string, observation: unknown): Promise<void> => {
  await mkdir(resultsDirectory, { recursive: true });
  await writeFile(join(resultsDirectory, `${name}.json`), JSON.stringify(observation, undefined, 1));
};

export interface RunResults {
  readonly seed: number;
  readonly results: readonly SuiteResult[];
  /** Replace the tables of the documentation. */
  readonly writeDocs: boolean;
}

/** What the figures hang on, as a sentence. */
const machine = (): string => `${availableParallelism()} processor cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;

const writeTables = async (results: readonly SuiteResult[], about: string): Promise<void> => {
  const page = await readFile(docsPage, 'utf8');
  const placed = results.reduce((text, { suite, table }) => placeTable(text, suite, `${table}\n\n${about}`), page);
  await writeFile(docsPage, placed);
};

/** Prints the tables, and writes `dist/chaos/results.{json,md}`. */
export const writeResults = async ({ seed, results, writeDocs }: RunResults): Promise<void> => {
  const at = new Date().toISOString();
  const about = `Run of ${at.slice(0, 10)} with SEED=${seed} on a machine of ${machine()}, which ran encoder, cluster and viewer.`;
  const tables = [...results.map(({ table }) => table), about].join('\n\n');
  console.log(`\n${tables}`);
  await mkdir(resultsDirectory, { recursive: true });
  const kept = { at, seed, machine: machine(), results: results.map(({ suite, outcomes }) => ({ suite, outcomes })) };
  await writeFile(join(resultsDirectory, 'results.json'), `${JSON.stringify(kept, undefined, 2)}\n`);
  await writeFile(join(resultsDirectory, 'results.md'), `${tables}\n`);
  if (writeDocs) await writeTables(results, about);
};
