import type { ReactElement } from 'react';
import type { Stream } from '../../../../api/generated/schemas.ts';
import { useIsConnected } from '../../../../realtime/realtime-context.tsx';
import { useIngestFeed } from '../../api/use-ingest-feed.ts';
import { Panel } from '../panel.tsx';
import { HealthChecks } from './health-checks.tsx';
import { IngestCharts } from './ingest-charts.tsx';

export interface HealthPanelProps {
  readonly stream: Stream;
}

/** How the stream does: in words from its conditions, and in numbers. */
export const HealthPanel = ({ stream }: HealthPanelProps): ReactElement => {
  const history = useIngestFeed(stream.id);
  const isConnected = useIsConnected();
  return (
    <Panel title="Health">
      <div className="flex flex-col gap-5">
        {stream.studio ? (
          <HealthChecks conditions={stream.studio.conditions} />
        ) : (
          <p className="text-muted text-sm">
            The cluster cannot be asked at the moment. Your stream does not depend on that; this page asks again.
          </p>
        )}
        <IngestCharts history={history} isLive={stream.state === 'live'} isConnected={isConnected} />
      </div>
    </Panel>
  );
};
