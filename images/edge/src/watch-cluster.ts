/** The informers behind the edge's view: LiveStreams and transcoder pods, read only. */
import { createStreamInformers, type StreamInformersOptions } from '@kubecast/media/stream-informers';
import { ClusterView } from './cluster-view.ts';
import { type RoutedLiveStream, routedLiveStreams } from './live-streams-kind.ts';
import type { RoutingTable } from './routing-table.ts';

export interface WatchClusterOptions extends Omit<StreamInformersOptions<RoutedLiveStream>, 'kind'> {
  readonly onTable: (table: RoutingTable) => void;
  /** What a former process knew; it stands until the first sync. */
  readonly remembered?: RoutingTable | undefined;
}

/** The view; nothing is watched before its `run`. */
export const watchCluster = ({ onTable, remembered, ...options }: WatchClusterOptions): ClusterView =>
  new ClusterView({ ...createStreamInformers({ ...options, kind: routedLiveStreams }), onTable, remembered });
