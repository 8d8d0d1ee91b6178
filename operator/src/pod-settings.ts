import type { StreamSettings } from './livestream/stream-settings.ts';
import type { OperatorConfiguration } from './operator-configuration.ts';
import type { RecorderSettings } from './recording/recorder-settings.ts';

const defaultSrtPort = 8890;

/** What pods are told of the object store: nothing of how the operator gets its credentials. */
const podStore = ({ KUBECAST_OBJECT_STORE: store }: OperatorConfiguration): StreamSettings['objectStore'] => {
  const { endpoint, region, forcePathStyle, bucket } = store;
  return { endpoint, region, forcePathStyle, bucket };
};

/** What of the configuration every stream's children are made from. */
export const streamSettings = (configuration: OperatorConfiguration): StreamSettings => {
  const host = configuration.KUBECAST_GATEWAY_HOST;
  return {
    transcoderImage: configuration.KUBECAST_TRANSCODER_IMAGE,
    imagePullPolicy: configuration.KUBECAST_IMAGE_PULL_POLICY,
    objectStore: podStore(configuration),
    cpuRequestPercent: configuration.KUBECAST_CPU_REQUEST_PERCENT,
    nodePortHost: configuration.KUBECAST_NODE_PORT_HOST,
    gateway: host === undefined ? undefined : { host, port: configuration.KUBECAST_GATEWAY_PORT ?? defaultSrtPort },
  };
};

/** What of the configuration every Recording's children are made from. */
export const recorderSettings = (configuration: OperatorConfiguration): RecorderSettings => ({
  recorderImage: configuration.KUBECAST_RECORDER_IMAGE,
  imagePullPolicy: configuration.KUBECAST_IMAGE_PULL_POLICY,
  objectStore: podStore(configuration),
  recordingsBucket: configuration.KUBECAST_RECORDINGS_BUCKET,
  resources: configuration.KUBECAST_RECORDER_RESOURCES,
  maxRecorders: configuration.KUBECAST_MAX_RECORDERS,
});
