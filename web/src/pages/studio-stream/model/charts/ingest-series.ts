/** The charts of the source, and how their numbers are said. Pure. */
import type { ChartView } from './chart-lines.ts';
import type { SeriesName } from './ingest-history.ts';

/** A chart. */
export interface IngestSeries {
  readonly name: SeriesName;
  readonly label: string;
  /** What it tells, for who has never seen one. */
  readonly hint: string;
  /** The upper edge is not below. */
  readonly leastTop: number;
  readonly word: (value: number) => string;
}

const kilobits = (value: number): string =>
  value < 1000 ? `${Math.round(value)} kbit/s` : `${(value / 1000).toFixed(1)} Mbit/s`;

/** In the order of the page. */
export const ingestSeries: readonly IngestSeries[] = [
  { name: 'bitrateKbps', label: 'Bitrate', hint: 'What arrives from your encoder', leastTop: 1000, word: kilobits },
  {
    name: 'frameRate',
    label: 'Frame rate',
    hint: 'Pictures a second that arrive',
    leastTop: 10,
    word: (value) => `${Math.round(value * 10) / 10} fps`,
  },
  {
    name: 'roundTripMs',
    label: 'Round trip',
    hint: 'To the cluster and back',
    leastTop: 20,
    word: (value) => (value > 0 && value < 1 ? 'under 1 ms' : `${Math.round(value)} ms`),
  },
  {
    name: 'lossPercent',
    label: 'Loss',
    hint: 'What your line loses, before it is sent again',
    leastTop: 2,
    word: (value) => `${value.toFixed(value > 0 && value < 10 ? 1 : 0)} %`,
  },
];

/** The whole chart in a sentence, for who cannot see it. */
export const chartSummary = ({ label, word }: IngestSeries, { current, range }: ChartView): string => {
  if (!range) return `${label} over the last 5 minutes: nothing known`;
  const now = current === null ? 'not known now' : `now ${word(current)}`;
  return `${label} over the last 5 minutes: ${now}, between ${word(range.least)} and ${word(range.most)}`;
};
