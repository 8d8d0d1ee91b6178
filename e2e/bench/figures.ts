/** How a bench prints what it measured: goal and baseline beside median and worst of all runs. */

/** One figure, measured several times. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly values: readonly number[];
  /** Which of two is better; the lower one when not given. */
  readonly better?: 'lower' | 'higher';
  /** In the figure's unit; undefined where there is none. */
  readonly goal?: number;
  /** The same of what it is compared with. */
  readonly baseline?: { readonly name: string; readonly values: readonly number[] };
}

/** The middle value; of an even number, the mean of the two in the middle. NaN of none. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
};

/** The value that the given share of them, from 0 to 1, does not exceed (nearest rank). NaN of none. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
};

const shown = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 3 : 1));

/** The one of a figure's values that is no better than any other. NaN of none. */
export const worst = ({ values, better }: Pick<Figure, 'values' | 'better'>): number =>
  values.length === 0 ? Number.NaN : better === 'higher' ? Math.min(...values) : Math.max(...values);

const meetsGoal = ({ values, better }: Figure, goal: number): boolean =>
  better === 'higher' ? median(values) >= goal : median(values) <= goal;

const goalOf = (figure: Figure) => {
  const { goal, better } = figure;
  if (goal === undefined) return { goal: '', 'goal met': '' };
  return { goal: `${better === 'higher' ? '≥' : '≤'} ${goal}`, 'goal met': meetsGoal(figure, goal) ? 'yes' : 'no' };
};

const rowOf = (figure: Figure) => {
  const { what, unit, values, baseline } = figure;
  return {
    figure: `${what} (${unit})`,
    runs: values.length,
    median: shown(median(values)),
    worst: shown(worst(figure)),
    ...goalOf(figure),
    baseline: baseline ? `${shown(median(baseline.values))} (${baseline.name})` : '',
    ratio: baseline ? (median(values) / median(baseline.values)).toFixed(3) : '',
  };
};

/** Prints a table. The goals are for a quiet machine; a ratio counts on any. */
export const printFigures = (figures: readonly Figure[]): void => {
  console.table(figures.map(rowOf));
};
