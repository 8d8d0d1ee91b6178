/** The table of a run: on the screen, as files, and in the documentation. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Observation } from './observation.ts';
import type { Outcome } from './run-scenario.ts';
import { placeTable, renderTable } from './table.ts';

const root = join(import.meta.dirname, '..', '..');
const resultsDirectory = join(root, 'dist', 'chaos');
const docsPage = join(root, 'docs', 'reference', 'faults.md');

/** Keeps what a run wrote down: evidence of a goal that was missed. */
export const keepObservation = async (name: string, observation: Observation): Promise<void> => {
  await mkdir(resultsDirectory, { recursive: true });
  await writeFile(join(resultsDirectory, `${name}.json`), JSON.stringify(observation, undefined, 1));
};

export interface RunResults {
  readonly seed: number;
  readonly outcomes: readonly Outcome[];
  /** Replace the table of the documentation. */
  readonly writeDocs: boolean;
}

export const printOutcomes = (outcomes: readonly Outcome[]): void => console.log(`\n${renderTable(outcomes)}`);

/** What the figures hang on, as a sentence. */
const machine = (): string => `${availableParallelism()} processor cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;

/** Writes `dist/chaos/results.{json,md}`. */
export const writeResults = async ({ seed, outcomes, writeDocs }: RunResults): Promise<void> => {
  const at = new Date().toISOString();
  await mkdir(resultsDirectory, { recursive: true });
  const results = { at, seed, machine: machine(), outcomes };
  const about = `Run of ${at.slice(0, 10)} with SEED=${seed} on a machine of ${machine()}, which ran encoder, cluster and viewer.`;
  const table = `${renderTable(outcomes)}\n\n${about}`;
  await writeFile(join(resultsDirectory, 'results.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  await writeFile(join(resultsDirectory, 'results.md'), `${table}\n`);
  console.log(`\n${about}`);
  if (!writeDocs) return;
  const page = await readFile(docsPage, 'utf8');
  await writeFile(docsPage, placeTable(page, table));
};
