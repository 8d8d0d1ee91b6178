/** The command behind `make chaos`: every fault on a real cluster, under a real encoder and a viewer in a real browser. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { deleteTestVideos } from '../src/delete-test-videos.ts';
import { type Chosen, chooseFaults } from './choose-faults.ts';
import { writeResults } from './results.ts';
import { inTheatre } from './run-all.ts';
import type { SuiteResult } from './suite.ts';
import { suites } from './suites.ts';
import type { Theatre } from './theatre.ts';

const help = `chaos: make faults under a real encoder, and say what a viewer noticed and what a recording lost

  --seed N         moments of the faults                    (SEED, else by chance, and printed)
  --only A,B       these faults or suites alone             (ONLY, else all but what takes long)
  --list           name the faults
  KILLS=N          rounds of the suite node-kills           (20)
  --write-docs     put the tables into docs/reference/faults.md

The results are in dist/chaos/. The exit code is 1 when a goal is missed.`;

const optionsSchema = z.object({
  seed: z.coerce.number().int().min(0).max(0xff_ff_ff_ff),
  only: z.array(z.string()),
  writeDocs: z.boolean(),
});
type Options = z.infer<typeof optionsSchema>;

const chosenSeed = (): string => process.env.SEED || String(Math.floor(Math.random() * 10_000));

const readOptions = (): Options | 'help' | 'list' => {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      list: { type: 'boolean' },
      'write-docs': { type: 'boolean', default: false },
      seed: { type: 'string', default: chosenSeed() },
      only: { type: 'string', default: process.env.ONLY ?? '' },
    },
  });
  if (values.help) return 'help';
  if (values.list) return 'list';
  const only = values.only.split(',').filter((name) => name !== '');
  return optionsSchema.parse({ seed: values.seed, only, writeDocs: values['write-docs'] });
};

const printFaults = (): void => {
  for (const { name, faults, isOnRequest } of suites) {
    console.log(`\n${name}${isOnRequest ? ' (only when asked for: ONLY)' : ''}`);
    for (const fault of faults) console.log(`  ${fault.name.padEnd(34)}`, fault.title);
  }
};

const playAll = async (theatre: Theatre, chosen: readonly Chosen[], seed: number): Promise<readonly SuiteResult[]> => {
  const results: SuiteResult[] = [];
  for (const { suite, names } of chosen) {
    const result = await suite.play(theatre, names, seed);
    results.push(result);
    if (result.isStuck) break;
  }
  return results;
};

const play = async ({ seed, only, writeDocs }: Options): Promise<boolean> => {
  const chosen = chooseFaults(suites, only);
  console.log(`${chosen.reduce((count, { names }) => count + names.size, 0)} faults, SEED=${seed}`);
  const results = await inTheatre((theatre) => playAll(theatre, chosen, seed)).finally(deleteTestVideos);
  await writeResults({ seed, results, writeDocs });
  return results.every(({ isPassed }) => isPassed);
};

/** The exit code. A fault that could not be ended, and those after it that were left out, are missed goals. */
const main = async (): Promise<number> => {
  const options = readOptions();
  if (options === 'help') console.log(help);
  else if (options === 'list') printFaults();
  else return (await play(options)) ? 0 : 1;
  return 0;
};

// What a fault that could not be ended still holds must not keep the process.
try {
  process.exit(await main());
} catch (error) {
  console.error(`chaos: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
