/**
 * For tests: a namespace on the real API server with Recordings in a shard of their own, so that an operator that is installed
 * there leaves them alone, and the two buckets in memory. Jobs are the cluster's own; their pods fit on no node, so that the
 * test plays scheduler, kubelet and recorder.
 */
import { type LiveStream, type LiveStreamStatus, liveStreamKind } from '@kubecast/crds/livestream';
import { apiVersion, liveStreamLabel, recordingLabel, shardLabel } from '@kubecast/crds/names';
import { type Recording, type RecordingSpecInput, recordingKind } from '@kubecast/crds/recording';
import { EpochLog } from '@kubecast/media/epoch-log';
import { segmentName } from '@kubecast/media/keys';
import type { RecorderOutcome } from '@kubecast/media/recorder-config';
import { recordingFiles, recordingPrefix } from '@kubecast/media/recording-keys';
import type { RecordingResult } from '@kubecast/media/recording-result';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { isNotFound } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import { findCondition, parseConditions } from '@kubecast/runtime/condition';
import { type Job, jobs, type Pod, pods } from '@kubecast/runtime/core-kinds';
import type { KubernetesObject } from '@kubecast/runtime/kubernetes-object';
import type { ResourceKind } from '@kubecast/runtime/resource-kind';
import { createTestClient, createTestNamespace, type TestNamespace } from '@kubecast/runtime/testing/test-cluster';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import type { PodStatus } from 'kubernetes-types/core/v1.js';
import { recordingNameOf } from '../recording-child-metadata.ts';
import { resultFixture } from './recording-fixture.ts';
import { type RunningRecordings, type RunningRecordingsOptions, startRecordings } from './running-recordings.ts';

/** A session's log entries, ended or not. */
export interface SessionLog {
  readonly ended: boolean;
  readonly startMs?: number;
}

const segmentMs = 2_000;
const now = () => new Date().toISOString();

/** See the file header. */
export class RecordingTestBed {
  readonly client: KubernetesClient;
  readonly segments = new MemoryStore();
  readonly recordings = new MemoryStore();
  readonly #namespace: TestNamespace;
  readonly #operators = new Set<RunningRecordings>();

  private constructor(client: KubernetesClient, namespace: TestNamespace) {
    this.client = client;
    this.#namespace = namespace;
  }

  static async open(purpose: string): Promise<RecordingTestBed> {
    const client = createTestClient();
    return new RecordingTestBed(client, await createTestNamespace(client, purpose));
  }

  get namespace(): string {
    return this.#namespace.name;
  }

  async close(): Promise<void> {
    for (const operator of this.#operators) await operator.stop();
    const { items } = await this.client.list(recordingKind, { namespace: this.namespace });
    for (const { metadata } of items) {
      await this.client.mergePatch(recordingKind, metadata, { patch: { metadata: { finalizers: [] } } });
    }
    await this.#namespace.remove();
    await this.client.close();
  }

  async startOperator(options: Partial<RunningRecordingsOptions> = {}): Promise<RunningRecordings> {
    const { namespace, segments, recordings } = this;
    const operator = await startRecordings({ namespace, segments, recordings, ...options });
    this.#operators.add(operator);
    return {
      ...operator,
      stop: async () => {
        this.#operators.delete(operator);
        await operator.stop();
      },
    };
  }

  /** Creates a Recording of a session of `stream`, or changes the one there is. */
  apply(
    name: string,
    spec: Partial<RecordingSpecInput> & Pick<RecordingSpecInput, 'source'>,
    annotations: Readonly<Record<string, string>> = {},
  ): Promise<Recording> {
    const labels = { [shardLabel]: this.namespace };
    const metadata = { name, namespace: this.namespace, labels, annotations };
    const recording = { apiVersion, kind: recordingKind.kind, metadata, spec };
    // The input lacks what the API server fills in.
    return this.client.apply(recordingKind, recording as unknown as Recording, { fieldManager: 'test' });
  }

  get(name: string): Promise<Recording> {
    return this.client.get(recordingKind, { namespace: this.namespace, name });
  }

  /** Waits until the condition has that reason (undefined: is not there), for the current generation. */
  waitForReason(name: string, type: string, reason: string | undefined) {
    return waitFor(`${name} has ${type}=${reason}`, async () => {
      const { metadata, status } = await this.get(name);
      const condition = findCondition(parseConditions(status?.conditions), type);
      const isCurrent = status?.observedGeneration === metadata.generation;
      return isCurrent && condition?.reason === reason && (condition ?? { message: '' });
    });
  }

  /** Waits until an object of the namespace is there no more. */
  waitForGone<T extends KubernetesObject>(kind: ResourceKind<T>, name: string) {
    return waitFor(`${kind.kind} ${name} is gone`, () =>
      this.client.get(kind, { namespace: this.namespace, name }).then(() => false, isNotFound),
    );
  }

  /** A LiveStream that nobody reconciles, with a session that runs unless `endedAt` is given. */
  async stream(name: string, session: Partial<NonNullable<LiveStreamStatus['session']>> & { id: string }) {
    const metadata = { name, namespace: this.namespace, labels: { [shardLabel]: this.namespace } };
    const liveStream = { apiVersion, kind: liveStreamKind.kind, metadata, spec: {} };
    const applied = await this.client.apply(liveStreamKind, liveStream as unknown as LiveStream, {
      fieldManager: 'test',
    });
    const source = { videoCodec: 'h264', width: 1280, height: 720, frameRate: 30 };
    const status = { session: { startedAt: now(), source, renditions: ['360p'], ...session } };
    await this.client.mergePatch(liveStreamKind, applied.metadata, { patch: { status }, subresource: 'status' });
  }

  /** Writes a session as a pod would have left it: one epoch and `count` segments of two seconds. */
  async leaveSession(stream: string, session: string, { ended, startMs = Date.now() - 60_000 }: SessionLog, count = 5) {
    const log = new EpochLog(this.segments, { namespace: this.namespace, stream });
    const claim = { session, liveStreamUid: 'uid', podUid: 'pod', recording: true, firstSequence: 0, end: false };
    const claimedAt = new Date(startMs).toISOString();
    const epoch = ((await log.readLast())?.epoch ?? 0) + 1;
    await log.claim(epoch, { ...claim, claimedAt });
    for (let sequence = 0; sequence < count; sequence += 1) {
      await this.leaveSegment(stream, session, { epoch, sequence, startMs: startMs + sequence * segmentMs });
    }
    if (ended) await log.claim(epoch + 1, { ...claim, claimedAt, end: true });
  }

  async leaveSegment(stream: string, session: string, at: { epoch: number; sequence: number; startMs: number }) {
    const { epoch, sequence, startMs } = at;
    const file = segmentName({ epoch, sequence, startUnixMs: startMs, durationMs: segmentMs });
    const key = `${this.namespace}/${stream}/${session}/360p/${file}`;
    await this.segments.put(key, 'media', { contentType: 'video/mp4' });
  }

  job(name: string): Promise<Job> {
    return this.client.get(jobs, { namespace: this.namespace, name });
  }

  /** Waits for the newest pod of a recorder that has not ended; with `than`, for another one than that. */
  recorderPod(name: string, than?: Pod): Promise<Pod> {
    return waitFor(`${name} has a recorder`, async () => {
      const labelSelector = `${recordingLabel}=${name}`;
      const { items } = await this.client.list(pods, { namespace: this.namespace, labelSelector });
      const open = items.filter(({ status, metadata }) => status?.phase === 'Pending' && !metadata.deletionTimestamp);
      return open.find(({ metadata }) => metadata.uid !== than?.metadata.uid);
    });
  }

  /** Plays the kubelet. */
  setPodStatus({ metadata }: Pod, status: PodStatus): Promise<Pod> {
    return this.client.mergePatch(pods, metadata, { patch: { status }, subresource: 'status' });
  }

  /** From now on it stays when it is told to go, as one does on a node that does not answer. */
  holdPod({ metadata }: Pod): Promise<Pod> {
    const finalizers = [...(metadata.finalizers ?? []), 'kubecast.dev/test'];
    return this.client.mergePatch(pods, metadata, { patch: { metadata: { finalizers } } });
  }

  releasePod(metadata: Pod['metadata']): Promise<Pod> {
    return this.client.mergePatch(pods, metadata, { patch: { metadata: { finalizers: [] } } });
  }

  async run(pod: Pod, podIP = '127.0.0.1'): Promise<void> {
    await this.setPodStatus(pod, { phase: 'Running', podIP, podIPs: [{ ip: podIP }] });
  }

  /** Lets a recorder end: with an outcome, or without a word. */
  async end(pod: Pod, exitCode: number, outcome?: RecorderOutcome): Promise<void> {
    const time = now();
    const message = outcome && JSON.stringify(outcome);
    const terminated = { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', startedAt: time, finishedAt: time };
    const container = { name: 'recorder', image: 'recorder', imageID: '', ready: false, restartCount: 0 };
    const state = { terminated: { ...terminated, ...(message !== undefined && { message }) } };
    const phase = exitCode === 0 ? 'Succeeded' : 'Failed';
    await this.setPodStatus(pod, { phase, containerStatuses: [{ ...container, state }] });
  }

  /** Leaves what a recorder of `recording` would have left. */
  async leaveResult(recording: Recording, fields: Partial<RecordingResult> = {}): Promise<RecordingResult> {
    const video = Buffer.alloc(1000);
    const result = resultFixture(recording, fields);
    const sized = { ...result, video: { ...result.video, sizeBytes: video.length } };
    const contentType = 'application/octet-stream';
    await this.recordings.put(result.video.key, video, { contentType });
    await this.recordings.put(result.thumbnail.key, 'jpeg', { contentType });
    const key = recordingPrefix(recordingNameOf(recording)) + recordingFiles.result;
    await this.recordings.put(key, JSON.stringify(sized), { contentType });
    return sized;
  }

  /** Keys of the bucket `recordings` below a Recording's prefix, file names only. */
  files(recording: Recording): readonly string[] {
    const prefix = recordingPrefix(recordingNameOf(recording));
    return [...this.recordings.held.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  }

  /** A transcoder pod of the stream that fits on no node; with an address it looks like one that runs. */
  async transcoderPod(stream: string, podIP?: string): Promise<Pod> {
    const labels = {
      'app.kubernetes.io/managed-by': 'kubecast-operator',
      'app.kubernetes.io/component': 'transcoder',
      [liveStreamLabel]: stream,
    };
    const pod = await this.client.create(pods, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `${stream}-pod`, namespace: this.namespace, labels },
      spec: {
        nodeSelector: { 'kubecast.dev/test-node': 'none' },
        containers: [{ name: 'transcoder', image: 'transcoder' }],
      },
    });
    if (podIP !== undefined) await this.run(pod, podIP);
    return pod;
  }
}
