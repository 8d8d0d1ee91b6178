/**
 * The transcoder pod: bare, one a stream, there before any encoder comes. It has no Kubernetes credentials, runs under the
 * `restricted` Pod Security Standard, and holds no secret in its spec.
 *
 * What the pod is made from is hashed into an annotation; only what may change under a running pod (the stream id, the
 * credentials' version, the autoscaler's annotation) stays out of the hash.
 */

import type { LiveStream } from '@kubecast/crds/livestream';
import { annotations, ports } from '@kubecast/crds/names';
import { containerResources, type LadderNeeds, ladderNeeds } from '@kubecast/media/ladder-needs';
import {
  secretsDirectory,
  spoolDirectory,
  transcoderConfigVariable,
  windowDirectory,
} from '@kubecast/media/transcoder-config';
import type { Pod } from '@kubecast/runtime/core-kinds';
import type { Container, PodSpec, Probe, SecretProjection, Toleration, Volume } from 'kubernetes-types/core/v1.js';
import { lostNodeTolerations, restrictedContainer, restrictedPod } from '../restricted-pod.ts';
import { childMetadata, credentialsSecretName, transcoderSecretName } from './child-metadata.ts';
import { srtPortName } from './desired-service.ts';
import { desiredTranscoderConfig } from './desired-transcoder-config.ts';
import { mergeResources } from './pod-resources.ts';
import { podSpecHash } from './pod-spec-hash.ts';
import type { StreamSettings } from './stream-settings.ts';

/** The only container's name. */
export const transcoderContainer = 'transcoder';

/** A pod that is told to go closes its last segment and uploads what is spooled. */
const drainSeconds = 60;

/** A person's toleration of a lost node stands in place of ours. */
const tolerations = (extra: readonly Toleration[]): Toleration[] => [
  ...lostNodeTolerations.filter(({ key }) => !extra.some((toleration) => toleration.key === key)),
  ...extra,
];

const httpProbe = (path: string, timing: Omit<Probe, 'httpGet'>): Probe => ({
  httpGet: { path, port: 'http' },
  ...timing,
});

/**
 * Ready is when SRT listens. A pod that was ready loses its Service's traffic only after ten seconds of silence: under load
 * a slow answer is likelier than a dead listener. Liveness is for an agent that hangs for good. Five minutes to start are for
 * a node that starts fifty pods at once: to kill them would only begin it all again.
 */
const probes: Pick<Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'> = {
  startupProbe: httpProbe('/readyz', { periodSeconds: 1, timeoutSeconds: 2, failureThreshold: 300 }),
  readinessProbe: httpProbe('/readyz', { periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 5 }),
  livenessProbe: httpProbe('/healthz', { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 }),
};

const projection = (name: string, keys: readonly string[]): { secret: SecretProjection } => ({
  secret: { name, items: keys.map((key) => ({ key, path: key })) },
});

const volumes = (liveStream: LiveStream, { windowMebibytes, spoolMebibytes }: LadderNeeds): Volume[] => [
  {
    name: 'secrets',
    projected: {
      defaultMode: 0o440,
      sources: [
        projection(credentialsSecretName(liveStream), ['streamId', 'passphrase']),
        projection(transcoderSecretName(liveStream.metadata.name), [
          'originToken',
          'stateToken',
          'accessKeyId',
          'secretAccessKey',
          'sessionToken',
        ]),
      ],
    },
  },
  { name: 'window', emptyDir: { medium: 'Memory', sizeLimit: `${windowMebibytes}Mi` } },
  { name: 'spool', emptyDir: { sizeLimit: `${spoolMebibytes}Mi` } },
  { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
];

const container = (liveStream: LiveStream, settings: StreamSettings, needs: LadderNeeds): Container => ({
  name: transcoderContainer,
  image: settings.transcoderImage,
  imagePullPolicy: settings.imagePullPolicy,
  env: [
    {
      name: transcoderConfigVariable,
      value: JSON.stringify(desiredTranscoderConfig(liveStream, settings, needs.spoolMebibytes)),
    },
    { name: 'POD_UID', valueFrom: { fieldRef: { fieldPath: 'metadata.uid' } } },
  ],
  ports: [
    { name: srtPortName, containerPort: ports.srt, protocol: 'UDP' },
    { name: 'http', containerPort: ports.http, protocol: 'TCP' },
  ],
  resources: mergeResources(
    containerResources(needs, settings.cpuRequestPercent),
    liveStream.spec.podTemplate?.resources,
  ),
  ...probes,
  securityContext: restrictedContainer,
  volumeMounts: [
    { name: 'secrets', mountPath: secretsDirectory, readOnly: true },
    { name: 'window', mountPath: windowDirectory },
    { name: 'spool', mountPath: spoolDirectory },
    { name: 'tmp', mountPath: '/tmp' },
  ],
});

const podSpec = (liveStream: LiveStream, settings: StreamSettings): PodSpec => {
  const { spec } = liveStream;
  const template = spec.podTemplate ?? {};
  const needs = ladderNeeds(spec.renditions, spec.encoding.preset);
  return {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: drainSeconds,
    ...restrictedPod,
    tolerations: tolerations(template.tolerations ?? []),
    ...(template.nodeSelector && { nodeSelector: template.nodeSelector }),
    ...(template.affinity && { affinity: template.affinity }),
    ...(template.priorityClassName && { priorityClassName: template.priorityClassName }),
    ...(template.runtimeClassName && { runtimeClassName: template.runtimeClassName }),
    containers: [container(liveStream, settings, needs)],
    volumes: volumes(liveStream, needs),
  };
};

/** What a pod of this stream looks like, whatever its name. */
export interface PodBlueprint {
  /** Changes when a running pod is not what is wanted any more. */
  readonly hash: string;
  /** The pod under a name (`pod-name.ts`), as created. */
  withName(name: string): Pod;
}

/** What a pod is told beside its spec. */
export interface PodAnnouncement {
  /** What it announces to gateway and edge. */
  readonly streamId: string;
  /** Of the Secret with the encoder's credentials. */
  readonly credentialsVersion: string;
}

/** `announced` stays out of the hash. */
export const desiredPod = (
  liveStream: LiveStream,
  settings: StreamSettings,
  announced: PodAnnouncement,
): PodBlueprint => {
  const { labels = {}, annotations: extraAnnotations = {} } = liveStream.spec.podTemplate ?? {};
  const spec = podSpec(liveStream, settings);
  const hash = podSpecHash({ labels, annotations: extraAnnotations, spec });
  return {
    hash,
    withName: (name) => {
      const metadata = childMetadata(liveStream, name);
      return {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          ...metadata,
          labels: { ...labels, ...metadata.labels },
          annotations: {
            ...extraAnnotations,
            [annotations.podSpecHash]: hash,
            [annotations.streamId]: announced.streamId,
            [annotations.credentialsVersion]: announced.credentialsVersion,
          },
        },
        spec,
      };
    },
  };
};
