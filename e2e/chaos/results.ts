/** The table of a run: on the screen, as files, and in the documentation. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
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

/** Writes `dist/chaos/results.{json,md}`. */
export const writeResults = async ({ seed, outcomes, writeDocs }: RunResults): Promise<void> => {
  const at = new Date().toISOString();
  await mkdir(resultsDirectory, { recursive: true });
  await writeFile(join(resultsDirectory, 'results.json'), `${JSON.stringify({ at, seed, outcomes }, undefined, 2)}\n`);
  await writeFile(join(resultsDirectory, 'results.md'), `${renderTable(outcomes)}\n`);
  if (!writeDocs) return;
  const page = await readFile(docsPage, 'utf8');
  await writeFile(docsPage, placeTable(page, `${renderTable(outcomes)}\n\nRun of ${at.slice(0, 10)}, SEED=${seed}.`));
};
