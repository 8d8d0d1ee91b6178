/**
 * A Recording for every session that wants one, by the record (DESIGN §5): the epoch log says which sessions there were, also
 * those that came and went while no operator was there. One that was deleted left a tombstone and is not made again.
 *
 * Recordings are made oldest first, so that a session that has its own settles all older ones; what is settled is remembered.
 */
import type { Recording } from '@kubecast/crds/recording';
import { EpochLog } from '@kubecast/media/epoch-log';
import { type StreamName, streamPrefix } from '@kubecast/media/keys';
import { type LoggedSession, loggedSessions } from '@kubecast/media/logged-sessions';
import type { ObjectStore } from '@kubecast/media/object-store';
import { sessionRecordingName, tombstoneKey } from '@kubecast/media/recording-keys';
import type { KubernetesClient } from '@kubecast/runtime/client';
import type { ObjectStore as InformerStore } from '@kubecast/runtime/informer';
import { departedStream, type RecordedStream } from '../recording/desired-recording.ts';
import { ensureSessionRecording } from '../recording/ensure-session-recording.ts';

/** What it works with. */
export interface SessionRecordingsOptions {
  readonly client: Pick<KubernetesClient, 'create'>;
  /** The bucket `live-segments`. */
  readonly segments: ObjectStore;
  /** The bucket `recordings`. */
  readonly videos: Pick<ObjectStore, 'head'>;
  readonly recordings: Pick<InformerStore<Recording>, 'get'>;
}

/** A stream whose sessions are looked at. */
export interface SessionsOwner extends RecordedStream {
  /** Of its LiveStream: what a namesake left is nobody's who is there. Empty: it has none, and nothing is remembered of it. */
  readonly uid: string;
}

/** All epochs up to this one are settled: ids do not tell which session is older, since they are made by the clocks of nodes. */
interface Settled {
  readonly session: string;
  readonly epoch: number;
}

/** See the file header. Methods throw ApiError and the errors of the object store. */
export class SessionRecordings {
  readonly #options: SessionRecordingsOptions;
  readonly #settled = new Map<string, Settled>();

  constructor(options: SessionRecordingsOptions) {
    this.#options = options;
  }

  /** True when `session` is the newest that has its Recording, or needs none; known without asking. */
  isSettled(stream: StreamName, session: string): boolean {
    return this.#settled.get(streamPrefix(stream))?.session === session;
  }

  /** Ensures the Recordings of all sessions in the stream's log. */
  async ensure(owner: SessionsOwner, signal: AbortSignal): Promise<void> {
    const { missing, newest, isEmpty } = await this.#survey(owner, signal);
    // Its newest entry is never deleted: whoever deleted it began the log anew.
    if (isEmpty && this.#settled.delete(streamPrefix(owner))) return this.ensure(owner, signal);
    for (const session of missing.toReversed()) {
      const stream = session.liveStreamUid === owner.uid ? owner : departedStream(nameOf(owner), owner.shard);
      await ensureSessionRecording(this.#options.client, stream, session.id, signal);
    }
    if (newest && owner.uid !== '') this.#settled.set(streamPrefix(owner), newest);
  }

  /** Of a stream that is gone. */
  forget(stream: StreamName): void {
    this.#settled.delete(streamPrefix(stream));
  }

  /** What lacks its Recording, newest first, and the newest session that can be settled. */
  async #survey(owner: SessionsOwner, signal: AbortSignal) {
    const log = new EpochLog(this.#options.segments, nameOf(owner));
    const missing: LoggedSession[] = [];
    let newest: Settled | undefined;
    let isEmpty = true;
    for await (const session of loggedSessions(log, { after: Math.max(0, this.#settledEpoch(owner) - 1), signal })) {
      isEmpty = false;
      if (isFinal(session)) newest ??= { session: session.id, epoch: newestEpoch(session) };
      const fate = await this.#fateOf(owner, session, signal);
      if (fate === 'settled') break;
      if (fate === 'missing') missing.push(session);
    }
    return { missing, newest, isEmpty };
  }

  /** `settled`: as are all older ones. */
  async #fateOf(owner: SessionsOwner, session: LoggedSession, signal: AbortSignal) {
    const { id, recording } = session;
    if (this.isSettled(owner, id) || newestEpoch(session) <= this.#settledEpoch(owner)) return 'settled';
    if (!recording) return 'needless';
    if (this.#hasRecording(owner, id)) return 'settled';
    return (await this.#hasTombstone(owner, id, signal)) ? 'needless' : 'missing';
  }

  #settledEpoch(stream: StreamName): number {
    return this.#settled.get(streamPrefix(stream))?.epoch ?? 0;
  }

  #hasRecording({ namespace, stream }: StreamName, session: string): boolean {
    return this.#options.recordings.get({ namespace, name: sessionRecordingName(stream, session) }) !== undefined;
  }

  async #hasTombstone(stream: StreamName, session: string, signal: AbortSignal): Promise<boolean> {
    return (await this.#options.videos.head(tombstoneKey(nameOf(stream), session), signal)) !== undefined;
  }
}

const nameOf = ({ namespace, stream }: StreamName): StreamName => ({ namespace, stream });

const newestEpoch = ({ epochs }: LoggedSession): number => epochs.at(-1) ?? 0;

/** An open session that wants no Recording may want one when its stream's next pod goes on with it. */
const isFinal = ({ recording, closedMs }: LoggedSession): boolean => recording || closedMs !== undefined;
