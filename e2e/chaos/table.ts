/** Outcomes as a table in Markdown. Pure. */
import type { Measures } from './measure.ts';
import { isPassed, type Outcome } from './run-scenario.ts';

const seconds = (value: number | undefined): string =>
  value === undefined ? '–' : Number.isFinite(value) ? value.toFixed(2) : 'no picture';

/** Heading and content of each column, for a run that could be measured. */
const columns: readonly (readonly [heading: string, cell: (measures: Measures) => string])[] = [
  ['picture stood (s)', ({ worst }) => seconds(worst.frozenSeconds)],
  ['never seen (s)', ({ worst }) => seconds(worst.missedSeconds)],
  ['resume (s)', ({ worst }) => seconds(worst.resumeSeconds)],
  ['back after (s)', ({ backAfterSeconds }) => seconds(backAfterSeconds)],
  ['encoder back (s)', ({ encoderBackSeconds }) => seconds(encoderBackSeconds)],
  ['frames lost', ({ framesLost }) => (framesLost === undefined ? '–' : String(framesLost))],
  ['sessions', ({ sessions }) => String(sessions.length)],
  ['discontinuities', ({ discontinuities }) => String(discontinuities)],
  ['numbers skipped', ({ skippedNumbers }) => String(skippedNumbers)],
  ['never served', ({ unserved }) => String(unserved)],
  ['not in the bucket', ({ unstoredBeforeFault }) => String(unstoredBeforeFault?.length ?? '–')],
  ['catch-up (× real time)', ({ catchUpSpeed }) => catchUpSpeed?.toFixed(1) ?? '–'],
  ['reloads', ({ reloads }) => String(reloads)],
  ['fatal errors', ({ fatalErrors }) => String(fatalErrors)],
];

const rowOf = (outcome: Outcome): readonly string[] => {
  const { title, measures, failure, verdicts } = outcome;
  const cells = columns.map(([, cell]) => (measures ? cell(measures) : ''));
  const missed = verdicts.filter(({ isMet }) => !isMet).map(({ goal }) => goal);
  return [title, ...cells, isPassed(outcome) ? 'met' : `missed: ${failure ?? missed.join(', ')}`];
};

/** A cell is one line, and has no bar of its own. */
const cellOf = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');

const lineOf = (cells: readonly string[]): string => `| ${cells.map(cellOf).join(' | ')} |`;

/** Of all columns but the fault's own; the documentation defines each of them. */
export const columnHeadings: readonly string[] = [...columns.map(([heading]) => heading), 'goals'];

/** A row a scenario. */
export const renderTable = (outcomes: readonly Outcome[]): string => {
  const headings = ['fault', ...columnHeadings];
  return [headings, headings.map(() => '---'), ...outcomes.map(rowOf)].map(lineOf).join('\n');
};

const begin = '<!-- table: written by `make chaos` -->';
const end = '<!-- end of table -->';

/** The page with what is between its two marks replaced. Throws when it has no marks. */
export const placeTable = (page: string, table: string): string => {
  const [start, stop] = [page.indexOf(begin), page.indexOf(end)];
  if (start < 0 || stop < start) throw new Error(`The page has no place for the table: ${begin} … ${end}`);
  return `${page.slice(0, start + begin.length)}\n\n${table}\n\n${page.slice(stop)}`;
};
