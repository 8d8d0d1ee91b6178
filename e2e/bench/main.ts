/** The command behind `make bench`: the benches one after the other, each with its table. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { benches, chooseBenches } from './benches.ts';
import { printFigures } from './figures.ts';

const help = `bench: measure the figures, beside their goals and what they are compared with

  --only A,B       these benches alone                      (ONLY, else all)

${benches.map(({ name, about }) => `  ${name.padEnd(20)} ${about}`).join('\n')}

Goals are for a quiet machine: the load average is said with each table.`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    only: { type: 'string', default: process.env.ONLY ?? '' },
  },
});

if (values.help) console.log(help);
else {
  for (const { name, measure } of chooseBenches(values.only.split(',').filter((name) => name !== ''))) {
    const before = loadavg()[0];
    const figures = await measure();
    console.log(`${name}, load average ${before?.toFixed(1)} before and ${loadavg()[0]?.toFixed(1)} after`);
    printFigures(figures);
  }
}
