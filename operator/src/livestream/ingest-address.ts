/** Where an encoder reaches a stream: what `status.ingest` says. */
import type { LiveStream, LiveStreamStatus } from '@kubecast/crds/livestream';
import { ports } from '@kubecast/crds/names';
import type { Service } from '@kubecast/runtime/core-kinds';
import type { StreamSettings } from './stream-settings.ts';

/** What the address depends on. */
export interface IngestFacts {
  readonly liveStream: LiveStream;
  readonly settings: StreamSettings;
  readonly streamId: string;
  readonly service: Service;
  /** The gateway's, where its address is not configured. */
  readonly gatewayService?: Service | undefined;
  /** Address of the node that runs the pod; undefined before it is scheduled. */
  readonly hostIp: string | undefined;
}

interface Address {
  readonly host: string;
  readonly port: number;
}

const withHost = (host: string | undefined, port: number | undefined): Address | undefined =>
  host && port ? { host, port } : undefined;

/** What the cluster's load balancer gave a Service; undefined as long as it gave nothing. */
const loadBalancerAddress = ({ spec, status }: Service): Address | undefined => {
  const entry = status?.loadBalancer?.ingress?.[0];
  return withHost(entry?.hostname ?? entry?.ip, spec?.ports?.[0]?.port);
};

const addressFor = (facts: IngestFacts): Address | undefined => {
  const { liveStream, settings, service, gatewayService, hostIp } = facts;
  const { namespace, name } = service.metadata;
  switch (liveStream.spec.ingest.srt.service.type) {
    case 'NodePort':
      return withHost(settings.nodePortHost ?? hostIp, service.spec?.ports?.[0]?.nodePort);
    case 'LoadBalancer':
      return loadBalancerAddress(service);
    case 'ClusterIP':
      return (
        settings.gateway ??
        (gatewayService && loadBalancerAddress(gatewayService)) ?? { host: `${name}.${namespace}.svc`, port: ports.srt }
      );
  }
};

const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** `status.ingest`: without a URL as long as there is no address. Never the passphrase. */
export const ingestAddress = (facts: IngestFacts): NonNullable<LiveStreamStatus['ingest']> => {
  const { streamId } = facts;
  const address = addressFor(facts);
  if (!address) return { streamId };
  const { host, port } = address;
  return { url: `srt://${inUrl(host)}:${port}?streamid=${streamId}`, host, port, streamId };
};
