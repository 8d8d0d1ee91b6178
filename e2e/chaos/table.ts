/** Outcomes as a table in Markdown. Pure. */
import { isPassed, type Outcome } from './outcome.ts';

/** Of a run that could be measured. */
export interface Column<M> {
  readonly heading: string;
  readonly cell: (measures: M) => string;
}

const rowOf = <M>(columns: readonly Column<M>[], outcome: Outcome<M>): readonly string[] => {
  const { title, measures, failure, verdicts } = outcome;
  const cells = columns.map(({ cell }) => (measures === undefined ? '' : cell(measures)));
  const missed = verdicts.filter(({ isMet }) => !isMet).map(({ goal }) => goal);
  return [title, ...cells, isPassed(outcome) ? 'met' : `missed: ${failure ?? missed.join(', ')}`];
};

/** A cell is one line, and has no bar of its own. */
const cellOf = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');

const lineOf = (cells: readonly string[]): string => `| ${cells.map(cellOf).join(' | ')} |`;

/** Of all columns but the fault's own; the documentation defines each of them. */
export const headingsOf = <M>(columns: readonly Column<M>[]): readonly string[] => [
  ...columns.map(({ heading }) => heading),
  'goals',
];

/** A row an outcome. */
export const renderTable = <M>(columns: readonly Column<M>[], outcomes: readonly Outcome<M>[]): string => {
  const headings = ['fault', ...headingsOf(columns)];
  const rows = outcomes.map((outcome) => rowOf(columns, outcome));
  return [headings, headings.map(() => '---'), ...rows].map(lineOf).join('\n');
};

/** Seconds, two digits; – for what was not seen. */
export const secondsCell = (value: number | undefined): string => value?.toFixed(2) ?? '–';

/** The page with what is between the two marks of the table `name` replaced. Throws when it has no such marks. */
export const placeTable = (page: string, name: string, table: string): string => {
  const [begin, end] = [`<!-- table of ${name}: written by \`make chaos\` -->`, `<!-- end of the table of ${name} -->`];
  const [start, stop] = [page.indexOf(begin), page.indexOf(end)];
  if (start < 0 || stop < start) throw new Error(`The page has no place for the table: ${begin} … ${end}`);
  return `${page.slice(0, start + begin.length)}\n\n${table}\n\n${page.slice(stop)}`;
};
