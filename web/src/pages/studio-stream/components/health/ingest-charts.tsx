/** The source in numbers, as lines over the last minutes. */
import { PlugZap, WifiOff } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
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

const Notice = ({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }): ReactElement => (
  <p role="status" className="mb-3 flex items-start gap-2 text-muted text-sm">
    {icon}
    <span>{children}</span>
  </p>
);

/** See the file header. */
export const IngestCharts = ({ history, isLive, isConnected }: IngestChartsProps): ReactElement => (
  <div>
    {!isConnected && (
      <Notice icon={<WifiOff aria-hidden className="mt-0.5 size-4 shrink-0" />}>
        Live numbers are away: connecting again. The checks above are renewed every few seconds meanwhile.
      </Notice>
    )}
    {isConnected && !isLive && (
      <Notice icon={<PlugZap aria-hidden className="mt-0.5 size-4 shrink-0" />}>
        Waiting for the encoder: numbers come with your stream.
      </Notice>
    )}
    <h3 className="mb-2 font-semibold text-sm">The last 5 minutes</h3>
    <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
      {ingestSeries.map((series) => (
        <LineChart key={series.name} series={series} history={history} />
      ))}
    </div>
  </div>
);
