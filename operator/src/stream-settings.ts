import type { StreamSettings } from './livestream/stream-settings.ts';
import type { OperatorConfiguration } from './operator-configuration.ts';

const defaultSrtPort = 8890;

/** What of the configuration every stream's children are made from. */
export const streamSettings = (configuration: OperatorConfiguration): StreamSettings => {
  const { endpoint, region, forcePathStyle, bucket } = configuration.KUBECAST_OBJECT_STORE;
  const host = configuration.KUBECAST_GATEWAY_HOST;
  return {
    transcoderImage: configuration.KUBECAST_TRANSCODER_IMAGE,
    imagePullPolicy: configuration.KUBECAST_IMAGE_PULL_POLICY,
    objectStore: { endpoint, region, forcePathStyle, bucket },
    cpuRequestPercent: configuration.KUBECAST_CPU_REQUEST_PERCENT,
    nodePortHost: configuration.KUBECAST_NODE_PORT_HOST,
    gateway: host === undefined ? undefined : { host, port: configuration.KUBECAST_GATEWAY_PORT ?? defaultSrtPort },
  };
};
