/** The Recordings of a test's namespace, and their objects. */
import { join } from 'node:path';
import { apiVersion } from '@kubecast/crds/names';
import { type Recording, recordingKind } from '@kubecast/crds/recording';
import { initName, type SegmentName, segmentName } from '@kubecast/media/keys';
import type { ObjectStore } from '@kubecast/media/object-store';
import { recordingFiles, recordingPrefix } from '@kubecast/media/recording-keys';
import { type RecordingResult, recordingResultSchema } from '@kubecast/media/recording-result';
import { listSession, type RungListing } from '@kubecast/media/session-listing';
import { isNotFound } from '@kubecast/runtime/api-error';
import type { Condition } from '@kubecast/runtime/condition';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { z } from 'zod';
import type { TestCluster } from './cluster.ts';
import { kubectl } from './stream-credentials.ts';
import { listAll, openBundledStores, type StreamStores } from './stream-store.ts';
import { type ExpectedCondition, waitForCondition } from './wait-for-condition.ts';

const clipExample = join(import.meta.dirname, '..', '..', 'examples', 'clip.yaml');

const exampleSchema = z.object({ apiVersion: z.string(), kind: z.string(), spec: z.record(z.string(), z.unknown()) });

type Range = NonNullable<Recording['spec']['range']>;

/** A busy machine may need long for a Job's pod. */
const completionTimeoutMs = 180_000;
const goneTimeoutMs = 90_000;

/** One rung of one session. */
export interface SessionRung {
  readonly stream: string;
  readonly session: string;
  readonly rendition: string;
}

/** See the file header. `close` closes its stores. */
export class TestRecordings {
  readonly #cluster: TestCluster;
  readonly stores: StreamStores;

  constructor(cluster: TestCluster, stores: StreamStores) {
    this.#cluster = cluster;
    this.stores = stores;
  }

  /** Those of the chart's own object store. */
  static async open(cluster: TestCluster): Promise<TestRecordings> {
    return new TestRecordings(cluster, await openBundledStores(cluster));
  }

  close(): Promise<void> {
    return this.stores.close();
  }

  get(name: string): Promise<Recording> {
    return this.#cluster.client.get(recordingKind, { namespace: this.#cluster.namespace, name });
  }

  /** Names, in their order. */
  async names(): Promise<readonly string[]> {
    const { items } = await this.#cluster.client.list(recordingKind, { namespace: this.#cluster.namespace });
    return items.map(({ metadata }) => metadata.name).toSorted();
  }

  /** Applies the clip of `examples/` for another session and range. */
  async applyClip(name: string, source: Recording['spec']['source'], range: Range): Promise<void> {
    const text = await kubectl('create', '--dry-run=client', '--output', 'json', '--filename', clipExample);
    const { spec, ...example } = exampleSchema.parse(JSON.parse(text));
    const path = `/apis/${apiVersion}/namespaces/${this.#cluster.namespace}/${recordingKind.plural}`;
    const body = { ...example, metadata: { name }, spec: { ...spec, source, range } };
    await this.#cluster.client.request({ method: 'POST', path, body });
  }

  waitForCondition(name: string, expected: ExpectedCondition, timeoutMs = 60_000): Promise<Condition> {
    const what = `Recording ${this.#cluster.namespace}/${name}`;
    return waitForCondition({ what, read: () => this.get(name), expected, timeoutMs });
  }

  /** Waits until the video is there; gives the Recording as it is then. */
  async waitForComplete(name: string): Promise<Recording> {
    await this.waitForCondition(name, { type: 'Complete', status: 'True' }, completionTimeoutMs);
    return this.get(name);
  }

  /** Deletes it and waits until it is there no more. */
  async delete(name: string): Promise<void> {
    await this.#cluster.client.delete(recordingKind, { namespace: this.#cluster.namespace, name });
    await this.waitForGone(name);
  }

  async waitForGone(name: string, timeoutMs = goneTimeoutMs): Promise<void> {
    const isGone = () => this.get(name).then(() => false, isNotFound);
    await waitFor(`Recording ${name} is gone`, isGone, { timeoutMs, intervalMs: 200 });
  }

  /** Deletes all of the namespace and waits until they are gone: an operator that goes too must not leave one behind. */
  async deleteAll(): Promise<void> {
    await Promise.all((await this.names()).map((name) => this.delete(name)));
  }

  /** The names of the objects that the Recording has, in key order. */
  async filesOf({ metadata, spec }: Recording): Promise<readonly string[]> {
    const prefix = this.prefixOf({ metadata, spec });
    const objects = await waitFor(`what is below ${prefix} is listed`, () => listAll(this.stores.recordings, prefix));
    return objects.map(({ key }) => key.slice(prefix.length));
  }

  /** Where the Recording's objects are. */
  prefixOf({ metadata, spec }: Pick<Recording, 'metadata' | 'spec'>): string {
    const { liveStream: stream, session } = spec.source;
    return recordingPrefix({ namespace: this.#cluster.namespace, stream, session, recording: metadata.name });
  }

  /** One of the Recording's objects whole. Throws when it is not there. */
  file(recording: Recording, file: keyof typeof recordingFiles): Promise<Buffer> {
    return readWhole(this.stores.recordings, this.prefixOf(recording) + recordingFiles[file]);
  }

  async result(recording: Recording): Promise<RecordingResult> {
    return recordingResultSchema.parse(JSON.parse((await this.file(recording, 'result')).toString('utf8')));
  }

  /** What the bucket has of a rung, in order; nothing for a rung that it has not got yet. */
  async rung({ stream, session, rendition }: SessionRung): Promise<RungListing> {
    const name = { namespace: this.#cluster.namespace, stream };
    const listing = await waitFor(`session ${session} is listed`, () =>
      listSession(this.stores.liveSegments, name, session),
    );
    return listing.get(rendition) ?? { segments: [], inits: new Set(), modifiedMs: 0 };
  }

  /** Such segments as files that can be played, one an epoch. */
  async mediaOf(rung: SessionRung, segments: readonly SegmentName[]): Promise<readonly Buffer[]> {
    const { stream, session, rendition } = rung;
    const prefix = `${this.#cluster.namespace}/${stream}/${session}/${rendition}/`;
    const epochs = [...Map.groupBy(segments, ({ epoch }) => epoch)];
    return Promise.all(
      epochs.map(async ([epoch, own]) => {
        const files = [initName(epoch), ...own.map(segmentName)];
        return Buffer.concat(
          await Promise.all(files.map((file) => readWhole(this.stores.liveSegments, prefix + file))),
        );
      }),
    );
  }
}

/** The way to a store is a forwarded port, which may lose a connection. */
const readWhole = (store: ObjectStore, key: string): Promise<Buffer> =>
  waitFor(`there is ${key} in the object store`, () => store.read(key));
