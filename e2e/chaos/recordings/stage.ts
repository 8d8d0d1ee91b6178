/** What a fault of a recording happens on: sessions, streamed or made in the bucket, and Recordings of them. */

import { recordingConditions } from '@kubecast/crds/conditions';
import { apiVersion } from '@kubecast/crds/names';
import { type Recording, recordingKind } from '@kubecast/crds/recording';
import { type MadeSession, makeSession } from '@kubecast/media/testing/made-session';
import type { MadeSessionOptions } from '@kubecast/media/testing/made-session-options';
import { waitFor } from '@kubecast/runtime/testing/wait-for';
import { TestRecordings } from '../../src/test-recordings.ts';
import { waitForCondition } from '../../src/wait-for-condition.ts';
import type { Theatre } from '../theatre.ts';
import { wait } from '../wait.ts';
import { LiveSource, type LiveSourceOptions } from './live-source.ts';
import { RecorderWatch } from './recorder-watch.ts';

/** A node that comes back needs a while until its pods answer. */
const storePatience = { timeoutMs: 90_000, intervalMs: 500 } as const;
/** Longer than any goal: how long it took is told even then. */
const completeWithinMs = 180_000;

/** What a stage makes up by itself: whose session it is, and where it goes. */
type MadeByStage = Omit<MadeSessionOptions, 'store' | 'stream'>;

/** See the file header. `close` ends all of it. */
export class RecordingStage {
  readonly theatre: Theatre;
  readonly stream: string;
  readonly recorders: RecorderWatch;
  readonly #owned = new AsyncDisposableStack();
  readonly #applied = new Map<string, Recording>();

  constructor(theatre: Theatre, stream: string) {
    this.theatre = theatre;
    this.stream = stream;
    this.recorders = this.own(new RecorderWatch(theatre.cluster), (watch) => watch.stop());
  }

  get namespace(): string {
    return this.theatre.cluster.namespace;
  }

  /** Looks into the object store, by a way of this moment: a fault may have cut an earlier one. */
  async look<T>(work: (recordings: TestRecordings) => Promise<T>): Promise<T> {
    await using owned = new AsyncDisposableStack();
    const open = () => TestRecordings.open(this.theatre.cluster);
    const found = await waitFor('the object store can be reached', open, storePatience);
    const recordings = owned.adopt(found, (opened) => opened.close());
    return await work(recordings);
  }

  /** Makes a session of the stage's stream in the bucket; there is no LiveStream. */
  makeSession(options: MadeByStage): Promise<MadeSession> {
    const stream = { namespace: this.namespace, stream: this.stream };
    return this.look(({ stores }) => makeSession({ ...options, store: stores.liveSegments, stream }));
  }

  /** Applies a Recording of a session of the stage's stream, as a person does. */
  async record(session: string, name: string): Promise<Recording> {
    const { client, namespace } = this.theatre.cluster;
    const spec = { source: { liveStream: this.stream, session } };
    const recording = { apiVersion, kind: recordingKind.kind, metadata: { name, namespace }, spec };
    // The input lacks what the API server fills in.
    const applied = await client.apply(recordingKind, recording as unknown as Recording, { fieldManager: 'e2e' });
    this.#applied.set(name, applied);
    return applied;
  }

  /** Waits until a Recording is complete; gives it as it is then. */
  async waitForComplete(name: string): Promise<Recording> {
    const { client, namespace } = this.theatre.cluster;
    const read = () => client.get(recordingKind, { namespace, name });
    const expected = { type: recordingConditions.complete, status: 'True' } as const;
    await waitForCondition({ what: `Recording ${name}`, read, expected, timeoutMs: completeWithinMs });
    return read();
  }

  /** One that was applied here. */
  applied(name: string): Recording {
    const recording = this.#applied.get(name);
    if (!recording) throw new Error(`Nobody has applied a Recording ${name} on this stage`);
    return recording;
  }

  /** Applies the stream and publishes to it, until some segments are listed. */
  async goLive(options: LiveSourceOptions = {}): Promise<LiveSource> {
    const source = this.liveSource(options);
    await source.prepare();
    await source.publish();
    return source;
  }

  /** The same, with nothing done yet. */
  liveSource(options: LiveSourceOptions = {}): LiveSource {
    const source = new LiveSource(this.theatre, this.stream, options);
    return this.own(source, (owned) => owned.close());
  }

  /** Has something ended with the stage. */
  own<T>(owned: T, end: (owned: T) => Promise<void>): T {
    return this.#owned.adopt(owned, end);
  }

  /** Waits; rejects when the run is ended. */
  async wait(ms: number): Promise<void> {
    await wait(ms, this.theatre.signal);
    this.theatre.signal.throwIfAborted();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async close(): Promise<void> {
    await this.#owned.disposeAsync();
  }
}
