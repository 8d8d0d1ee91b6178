/** The command behind `make chaos`: every fault on a real cluster, under a real encoder and a viewer in a real browser. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { printOutcomes, writeResults } from './results.ts';
import { runAll } from './run-all.ts';
import { isPassed, type Outcome } from './run-scenario.ts';
import { scenarios, scenariosNamed } from './scenarios/all.ts';

const help = `chaos: make every fault under a real encoder and a playing browser, and say what a viewer noticed

  --seed N         moments of the faults                    (SEED, else by chance, and printed)
  --only A,B       these faults alone                       (ONLY, else all)
  --list           name the faults
  --write-docs     put the table into docs/reference/faults.md

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

const play = async ({ seed, only, writeDocs }: Options): Promise<readonly Outcome[]> => {
  const chosen = only.length === 0 ? scenarios : scenariosNamed(only);
  console.log(`${chosen.length} faults, SEED=${seed}`);
  const outcomes = await runAll(chosen, seed);
  printOutcomes(outcomes);
  await writeResults({ seed, outcomes, writeDocs });
  return outcomes;
};

/** The exit code. A fault that could not be ended, and those after it that were left out, are missed goals. */
const main = async (): Promise<number> => {
  const options = readOptions();
  if (options === 'help') console.log(help);
  else if (options === 'list') for (const { name, title } of scenarios) console.log(name.padEnd(30), title);
  else return (await play(options)).every(isPassed) ? 0 : 1;
  return 0;
};

// What a fault that could not be ended still holds must not keep the process.
try {
  process.exit(await main());
} catch (error) {
  console.error(`chaos: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
