/** The source in numbers, as lines over the last minutes. */
import { PlugZap, WifiOff } from 'lucide-react';
import type { ReactElement } from 'react';
import type { IngestHistory } from '../../model/charts/ingest-history.ts';
import { ingestSeries } from '../../model/charts/ingest-series.ts';
import { LineChart } from './line-chart.tsx';

export interface IngestChartsProps {
  readonly history: IngestHistory;
  /** The encoder is there. */
  readonly isLive: boolean;
  /** Live messages come. */
  readonly isConnected: boolean;
}

const absences = {
  connection: [
    WifiOff,
    'Live numbers are away: connecting again. The checks above are renewed every few seconds meanwhile.',
  ],
  encoder: [PlugZap, 'Waiting for the encoder: numbers come with your stream.'],
} as const;

/** Why there are no numbers. Its place is there before it is said, or nobody would hear it. */
const Absence = ({ of }: { readonly of: keyof typeof absences | undefined }): ReactElement => {
  const [Icon, text] = of ? absences[of] : [];
  return (
    <div role="status">
      {Icon && (
        <p className="mb-3 flex items-start gap-2 text-muted text-sm">
          <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{text}</span>
        </p>
      )}
    </div>
  );
};

const absenceOf = ({ isConnected, isLive }: IngestChartsProps): keyof typeof absences | undefined => {
  if (!isConnected) return 'connection';
  return isLive ? undefined : 'encoder';
};

/** See the file header. */
export const IngestCharts = (props: IngestChartsProps): ReactElement => (
  <div>
    <Absence of={absenceOf(props)} />
    <h3 className="mb-2 font-semibold text-sm">The last 5 minutes</h3>
    <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
      {ingestSeries.map((series) => (
        <LineChart key={series.name} series={series} history={props.history} isCurrent={props.isConnected} />
      ))}
    </div>
  </div>
);
