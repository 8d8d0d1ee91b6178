/**
 * The Job that makes a Recording's video. Its pod has no Kubernetes credentials, runs under the `restricted` Pod Security
 * Standard and holds no secret in its spec.
 *
 * What ends its pod, and what follows:
 *
 * | end | follows |
 * |---|---|
 * | exit code 65 | the Job fails at once: another try would end the same way |
 * | a drained or preempted pod | another pod, not counted |
 * | none: its node is lost for good | nothing, before the node is known to be gone: the operator makes another Job |
 * | anything else | another pod, three times, so four in all; then the Job fails, and the operator makes another one later |
 */
import { annotations, ports } from '@kubecast/crds/names';
import type { Recording } from '@kubecast/crds/recording';
import {
  type RecorderConfig,
  recorderConfigVariable,
  recorderExitCodes,
  workDirectory,
} from '@kubecast/media/recorder-config';
import { secretsDirectory } from '@kubecast/media/transcoder-config';
import type { Job } from '@kubecast/runtime/core-kinds';
import type { PodFailurePolicy } from 'kubernetes-types/batch/v1.js';
import type { Container, PodSpec, PodTemplateSpec, ResourceRequirements } from 'kubernetes-types/core/v1.js';
import { lostNodeTolerations, restrictedContainer, restrictedPod } from '../restricted-pod.ts';
import type { RecorderSettings } from './recorder-settings.ts';
import { recorderLabels, recorderMetadata, recorderSecretName, recordingNameOf } from './recording-child-metadata.ts';

/** The only container's name. */
export const recorderContainer = 'recorder';

/** Beside the first. */
const furtherPods = 3;
const hourSeconds = 3_600;
/** To stop ffmpeg and give up an upload. */
const drainSeconds = 30;
const mebibyte = 1024 * 1024;

/** How large a Job's work directory is, and how many Jobs it took so far. */
export interface JobSize {
  readonly workMebibytes: number;
  /** From 1. */
  readonly attempt: number;
  /** How many in a row, just before it, ended without saying why. */
  readonly silentJobs: number;
}

const failurePolicy: PodFailurePolicy = {
  rules: [
    { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
    {
      action: 'FailJob',
      onExitCodes: { containerName: recorderContainer, operator: 'In', values: [recorderExitCodes.failed] },
    },
  ],
};

/** The document that the recorder reads. */
export const desiredRecorderConfig = (
  recording: Recording,
  { objectStore, recordingsBucket }: RecorderSettings,
  workLimitBytes: number,
): RecorderConfig => {
  const { range, rendition } = recording.spec;
  return {
    ...recordingNameOf(recording),
    ...(rendition !== undefined && { rendition }),
    ...(range && { range }),
    objectStore,
    recordingsBucket,
    workLimitBytes,
  };
};

const resourcesFor = ({ requests, limits }: ResourceRequirements, work: string): ResourceRequirements => ({
  ...(limits && { limits }),
  requests: { ...requests, 'ephemeral-storage': work },
});

const container = (recording: Recording, settings: RecorderSettings, size: JobSize): Container => ({
  name: recorderContainer,
  image: settings.recorderImage,
  imagePullPolicy: settings.imagePullPolicy,
  env: [
    {
      name: recorderConfigVariable,
      value: JSON.stringify(desiredRecorderConfig(recording, settings, size.workMebibytes * mebibyte)),
    },
  ],
  ports: [{ name: 'http', containerPort: ports.http, protocol: 'TCP' }],
  // For a program that hangs: it answers while it works, whatever it works on.
  livenessProbe: {
    httpGet: { path: '/healthz', port: 'http' },
    periodSeconds: 10,
    timeoutSeconds: 5,
    failureThreshold: 12,
  },
  resources: resourcesFor(settings.resources, `${size.workMebibytes}Mi`),
  securityContext: restrictedContainer,
  volumeMounts: [
    { name: 'secrets', mountPath: secretsDirectory, readOnly: true },
    { name: 'work', mountPath: workDirectory },
    { name: 'tmp', mountPath: '/tmp' },
  ],
});

const podSpec = (recording: Recording, settings: RecorderSettings, size: JobSize): PodSpec => ({
  ...restrictedPod,
  restartPolicy: 'Never',
  terminationGracePeriodSeconds: drainSeconds,
  tolerations: [...lostNodeTolerations],
  containers: [container(recording, settings, size)],
  volumes: [
    { name: 'secrets', secret: { secretName: recorderSecretName(recording.metadata.name), defaultMode: 0o440 } },
    { name: 'work', emptyDir: { sizeLimit: `${size.workMebibytes}Mi` } },
    { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
  ],
});

/** What the Job's pods are made from. */
export const recorderPodTemplate = (
  recording: Recording,
  settings: RecorderSettings,
  size: JobSize,
): PodTemplateSpec => ({
  metadata: { labels: recorderLabels(recording) },
  spec: podSpec(recording, settings, size),
});

/** As created; a Job is never changed. */
export const desiredRecorderJob = (recording: Recording, settings: RecorderSettings, size: JobSize): Job => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: {
    ...recorderMetadata(recording, recording.metadata.name),
    annotations: {
      [annotations.attempt]: String(size.attempt),
      [annotations.silentJobs]: String(size.silentJobs),
    },
  },
  spec: {
    backoffLimit: furtherPods,
    podFailurePolicy: failurePolicy,
    ttlSecondsAfterFinished: hourSeconds,
    template: recorderPodTemplate(recording, settings, size),
  },
});
