/** A series as lines of an SVG, interrupted where nothing is known. Pure. */
import { historyMs, type IngestHistory, type SeriesName } from './ingest-history.ts';

/** A point of a series; null: unknown. */
export interface ChartPoint {
  readonly atMs: number;
  readonly value: number | null;
}

/** What a chart shows of a series. */
export interface ChartView {
  /** SVG paths, one for each stretch without a gap. */
  readonly lines: readonly string[];
  /** The upper edge: the lower one is zero. */
  readonly top: number;
  readonly current: number | null;
  /** Of what is shown; undefined where nothing is known. */
  readonly range: { readonly least: number; readonly most: number } | undefined;
}

/** Of the drawing, in its own units; the axis has its end at the latest sample. */
export const chartSize = { width: 300, height: 64 } as const;

/** Samples come each second, later where much is to be done: more than this between two is a gap. */
const gapMs = 5000;
/** Room for the line's own width. */
const inset = 2;

export const pointsOf = (history: IngestHistory, name: SeriesName): readonly ChartPoint[] =>
  history.map((sample) => ({ atMs: sample.atMs, value: sample[name] }));

type KnownPoint = { readonly atMs: number; readonly value: number };

const stretchesOf = (points: readonly ChartPoint[]): readonly (readonly KnownPoint[])[] => {
  const stretches: KnownPoint[][] = [];
  let before: ChartPoint | undefined;
  for (const point of points) {
    const goesOn = before && before.value !== null && point.atMs - before.atMs <= gapMs;
    if (point.value !== null) {
      if (!goesOn) stretches.push([]);
      stretches.at(-1)?.push({ atMs: point.atMs, value: point.value });
    }
    before = point;
  }
  return stretches;
};

/** The next of 1, 2, 5, 10, 20, 50 … that is not below. */
export const roundedUp = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
};

const rounded = (value: number): string => String(Math.round(value * 10) / 10);

interface Scale {
  readonly endMs: number;
  readonly top: number;
}

const pathOf = (stretch: readonly KnownPoint[], { endMs, top }: Scale): string => {
  const { width, height } = chartSize;
  const places = stretch.map(({ atMs, value }) => {
    const across = width - ((endMs - atMs) / historyMs) * width;
    const down = height - inset - (Math.min(value, top) / top) * (height - 2 * inset);
    return `${rounded(across)} ${rounded(down)}`;
  });
  // A lone point is a line of its own place: round ends make a dot of it.
  return `M${[...places, ...(places.length === 1 ? places : [])].join('L')}`;
};

/** `leastTop`: the upper edge is not below, so that noise around zero does not fill the chart. */
export const chartView = (points: readonly ChartPoint[], leastTop: number): ChartView => {
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const most = Math.max(0, ...known);
  const top = Math.max(leastTop, most > 0 ? roundedUp(most * 1.05) : 0);
  const endMs = points.at(-1)?.atMs ?? 0;
  return {
    lines: stretchesOf(points).map((stretch) => pathOf(stretch, { endMs, top })),
    top,
    current: points.at(-1)?.value ?? null,
    range: known.length === 0 ? undefined : { least: Math.min(...known), most },
  };
};
