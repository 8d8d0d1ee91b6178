/** A small line over the last minutes, with its current value as text and the rest as a sentence for screen readers. */
import type { ReactElement } from 'react';
import { chartSize, chartView, pointsOf } from '../../model/charts/chart-lines.ts';
import type { IngestHistory } from '../../model/charts/ingest-history.ts';
import { chartSummary, type IngestSeries } from '../../model/charts/ingest-series.ts';

export interface LineChartProps {
  readonly series: IngestSeries;
  readonly history: IngestHistory;
  /** The latest sample is of now. */
  readonly isCurrent: boolean;
}

const Unknown = (): ReactElement => (
  <span className="font-normal text-muted">
    <span aria-hidden>–</span>
    <span className="sr-only">not known</span>
  </span>
);

/** See the file header. */
export const LineChart = ({ series, history, isCurrent }: LineChartProps): ReactElement => {
  const { width, height } = chartSize;
  const drawn = chartView(pointsOf(history, series.name), series.leastTop);
  const view = isCurrent ? drawn : { ...drawn, current: null };
  return (
    <figure className="m-0 min-w-0">
      <figcaption className="flex items-baseline justify-between gap-2 text-sm">
        <span className="text-muted">{series.label}</span>
        <span className="font-semibold tabular-nums">
          {view.current === null ? <Unknown /> : series.word(view.current)}
        </span>
      </figcaption>
      <svg
        role="img"
        aria-label={chartSummary(series, view)}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="mt-1 block h-16 w-full rounded-control bg-raised"
      >
        {view.lines.map((line) => (
          <path
            key={line}
            d={line}
            fill="none"
            vectorEffect="non-scaling-stroke"
            className="stroke-2 stroke-accent"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        ))}
      </svg>
      <p className="mt-1 flex justify-between gap-2 text-muted text-xs tabular-nums">
        <span>{series.hint}</span>
        <span aria-hidden className="shrink-0">
          {view.range && `top ${series.word(view.top)}`}
        </span>
      </p>
    </figure>
  );
};
