/**
 * For tests: both buckets in memory and a cluster of LiveStreams, Recordings and namespaces, in which sessions ended as long ago
 * as a test says. The stream is `live/main`.
 */
import type { LiveStream } from '@kubecast/crds/livestream';
import type { Recording } from '@kubecast/crds/recording';
import { EpochLog } from '@kubecast/media/epoch-log';
import type { EpochRecord } from '@kubecast/media/epoch-record';
import { initName, segmentName } from '@kubecast/media/keys';
import { recordingFiles, recordingPrefix, sessionRecordingName } from '@kubecast/media/recording-keys';
import type { RecordingResult } from '@kubecast/media/recording-result';
import { MemoryStore } from '@kubecast/media/testing/memory-store';
import { ApiError } from '@kubecast/runtime/api-error';
import type { ListOptions } from '@kubecast/runtime/client';
import type { Pod } from '@kubecast/runtime/core-kinds';
import { type ObjectReference, objectKey, referenceKey } from '@kubecast/runtime/kubernetes-object';
import type { ResourceKind } from '@kubecast/runtime/resource-kind';
import { type Logger, pino } from 'pino';
import { BucketSessionEnder } from '../../livestream/session-ender.ts';
import { SessionRecordings } from '../../livestream/session-recordings.ts';
import { liveStreamFixture } from '../../livestream/testing/live-stream-fixture.ts';
import { RecordingBucket } from '../../recording/recording-bucket.ts';
import { recordingFixture, resultFixture } from '../../recording/testing/recording-fixture.ts';
import type { RetentionDependencies } from '../retention-dependencies.ts';
import { type SweepReport, sweepBucket } from '../sweep-bucket.ts';
import { SweepMemory } from '../sweep-memory.ts';

export const hourMs = 3_600_000;
export const stream = { namespace: 'live', stream: 'main' };

/** How a session went. */
export interface WorldSession {
  /** When its last segment ended. Default 100 hours ago. */
  readonly hoursAgo?: number;
  readonly recording?: boolean;
  /** False: it is open. */
  readonly ended?: boolean;
  /** Default 1. One segment of two seconds each, one after the other. */
  readonly epochs?: number;
  /** Its renditions. */
  readonly ladder?: readonly string[];
}

const defaultLadder = ['360p', '720p'];

const notFound = (what: string): ApiError =>
  new ApiError({ attempt: `get ${what}`, status: 404, reason: 'NotFound', serverMessage: 'not found' });

const media = { contentType: 'video/mp4' };

/** See the file header. */
export class BucketWorld {
  readonly segments = new MemoryStore();
  readonly videos: MemoryStore;
  readonly namespaces = new Set(['live']);
  /** Of `kube-system`; undefined: it may not be read. */
  clusterUid: string | undefined = 'cluster-uid';
  readonly liveStreams = new Map<string, LiveStream>([['live/main', liveStreamFixture()]]);
  /** LiveStreams of other shards: on the server, and not in the informer. */
  readonly elsewhere = new Set<string>();
  readonly recordings = new Map<string, Recording>();
  readonly pods: Pod[] = [];
  readonly log = new EpochLog(this.segments, stream);
  readonly nowMs = Date.now();
  /** Of Recordings, since the beginning. */
  lists = 0;
  readonly needs: RetentionDependencies;

  /** `isOneBucket`: recordings are in the bucket of live segments. */
  constructor(given: Partial<RetentionDependencies> = {}, isOneBucket = false) {
    this.videos = isOneBucket ? this.segments : new MemoryStore();
    const client = {
      get: this.#get,
      list: this.#list,
      create: this.#create,
    } as unknown as RetentionDependencies['client'];
    const recordings = { get: (reference: ObjectReference | string) => this.#find(this.recordings, reference) };
    this.needs = {
      client,
      segments: this.segments,
      videos: this.videos,
      results: new RecordingBucket(this.videos),
      liveStreams: { get: (reference) => this.#find(this.liveStreams, reference) },
      transcoderPods: { byIndex: () => this.pods },
      sessionEnder: new BucketSessionEnder(this.segments, () => new Date(this.nowMs)),
      sessionRecordings: new SessionRecordings({ client, segments: this.segments, videos: this.videos, recordings }),
      namespaces: [],
      shard: undefined,
      retentionMs: 72 * hourMs,
      nowMs: () => this.nowMs,
      deleted: () => undefined,
      sessionDeleted: () => undefined,
      memory: new SweepMemory(),
      pause: () => Promise.resolve(),
      ...given,
    };
  }

  sweep(log: Logger = pino({ level: 'silent' })): Promise<SweepReport> {
    return sweepBucket(this.needs, { log, signal: AbortSignal.timeout(10_000) });
  }

  /** Leaves a session in the bucket as its pod would have: log, two renditions, and the stream's playlists. */
  async addSession(id: string, session: WorldSession = {}) {
    const { hoursAgo = 100, recording = true, ended = true, epochs = 1, ladder = defaultLadder } = session;
    const endMs = this.nowMs - hoursAgo * hourMs;
    const first = ((await this.log.readLast())?.epoch ?? 0) + 1;
    for (let index = 0; index < epochs; index += 1) {
      const startMs = endMs - (epochs - index) * 2_000;
      await this.claim(first + index, { session: id, recording, claimedAt: new Date(startMs).toISOString() });
      for (const rung of ladder) await this.#putSegment(`live/main/${id}/${rung}`, first + index, startMs);
    }
    const end = { session: id, recording, end: true, claimedAt: new Date(endMs).toISOString() };
    if (ended) await this.claim(first + epochs, end);
    await this.putPlaylists(id, ladder);
    this.#age(`live/main/${id}/`, endMs);
  }

  async claim(epoch: number, record: Pick<EpochRecord, 'session' | 'claimedAt'> & Partial<EpochRecord>): Promise<void> {
    await this.log.claim(epoch, {
      liveStreamUid: 'main-uid',
      podUid: 'pod-uid',
      recording: true,
      firstSequence: epoch,
      end: false,
      ...record,
    });
  }

  async putPlaylists(session: string, ladder: readonly string[] = defaultLadder): Promise<void> {
    await this.segments.put('live/main/master.m3u8', ladder.map((rung) => `${rung}/playlist.m3u8`).join('\n'), media);
    await this.segments.put('live/main/thumbnail.jpg', 'picture', media);
    for (const rung of ladder) {
      await this.segments.put(`live/main/${rung}/playlist.m3u8`, `../${session}/${rung}/000001-init.mp4`, media);
    }
  }

  /** Adds the Recording of a session, or a clip of it by name; a complete one has its objects. */
  async addRecording(
    session: string,
    isComplete: boolean,
    name = sessionRecordingName('main', session),
  ): Promise<Recording> {
    const condition = { type: 'Complete', status: isComplete ? 'True' : 'False', reason: 'x', message: '' } as const;
    const conditions = [{ ...condition, lastTransitionTime: '2026-01-01T00:00:00Z' }];
    const recording = recordingFixture({ source: { liveStream: 'main', session } }, { conditions }, name);
    this.recordings.set(objectKey(recording), recording);
    if (isComplete) await this.putVideo(recording);
    return recording;
  }

  async putVideo(recording: Recording, fields: Partial<RecordingResult> = {}): Promise<void> {
    const result = resultFixture(recording, fields);
    const { key } = result.video;
    await this.videos.put(key, 'video', media);
    const body = JSON.stringify({ ...result, video: { ...result.video, sizeBytes: 'video'.length } });
    await this.videos.put(`${key.slice(0, key.lastIndexOf('/') + 1)}${recordingFiles.result}`, body, media);
  }

  async addTombstone(session: string): Promise<void> {
    const prefix = recordingPrefix({ ...stream, session, recording: sessionRecordingName('main', session) });
    await this.videos.put(prefix + recordingFiles.tombstone, '{}', media);
  }

  /** Keys of live segments, without the namespace and the stream. */
  keys(): readonly string[] {
    return [...this.segments.held.keys()].sort().map((key) => key.replace('live/main/', ''));
  }

  /** Sessions that still have any object. */
  sessions(): readonly string[] {
    return [...new Set(this.keys().flatMap((key) => /^\d{8}-[^/]+/.exec(key)?.[0] ?? []))];
  }

  async #putSegment(folder: string, epoch: number, startUnixMs: number): Promise<void> {
    const name = segmentName({ epoch, sequence: epoch, startUnixMs, durationMs: 2_000 });
    await this.segments.put(`${folder}/${initName(epoch)}`, 'init', media);
    await this.segments.put(`${folder}/${name}`, 'segment', media);
  }

  #age(prefix: string, modifiedMs: number): void {
    for (const [key, held] of this.segments.held) {
      if (key.startsWith(prefix)) this.segments.held.set(key, { ...held, modifiedMs });
    }
  }

  #find<T>(objects: ReadonlyMap<string, T>, reference: ObjectReference | string): T | undefined {
    return objects.get(typeof reference === 'string' ? reference : referenceKey(reference));
  }

  readonly #get = async ({ kind }: ResourceKind, reference: ObjectReference): Promise<unknown> => {
    const key = referenceKey(reference);
    if (kind === 'Namespace' && key === 'kube-system') return this.#getKubeSystem();
    if (kind === 'Namespace' && this.namespaces.has(key)) return {};
    if (kind === 'LiveStream' && (this.liveStreams.has(key) || this.elsewhere.has(key))) return {};
    throw notFound(`${kind} ${key}`);
  };

  #getKubeSystem(): unknown {
    if (this.clusterUid !== undefined) return { metadata: { uid: this.clusterUid } };
    throw new ApiError({ attempt: 'get it', status: 403, reason: 'Forbidden', serverMessage: 'forbidden' });
  }

  readonly #list = async (_kind: ResourceKind, { fieldSelector = '' }: ListOptions): Promise<unknown> => {
    this.lists += 1;
    const wanted = new Map(fieldSelector.split(',').map((term) => [term.split('=')[0], term.split('=')[1]]));
    const { liveStream, session } = {
      liveStream: wanted.get('spec.source.liveStream'),
      session: wanted.get('spec.source.session'),
    };
    const items = [...this.recordings.values()].filter(
      ({ spec: { source } }) =>
        (liveStream === undefined || source.liveStream === liveStream) &&
        (session === undefined || source.session === session),
    );
    return { items, resourceVersion: '1' };
  };

  readonly #create = async (_kind: ResourceKind, recording: Recording): Promise<Recording> => {
    this.recordings.set(objectKey(recording), recording);
    return recording;
  };
}
