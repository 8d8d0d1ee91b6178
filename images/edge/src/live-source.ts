/**
 * Where a thing of a stream comes from. Simultaneous requests for one thing of one pod are one request upstream.
 *
 *     playlist, thumbnail   the pod alone while it speaks for a session that goes on; else the bucket, when the session is over, there is
 *                           no pod, or the pod knows of no session
 *     init, segment         memory, pod, bucket
 *     part                  memory, pod
 */
import { closePlaylist, isClosed } from './bucket-playlist.ts';
import type { BucketReader } from './bucket-reader.ts';
import { DeletedSessions } from './deleted-sessions.ts';
import { EdgeError } from './edge-error.ts';
import type { MemoryCache } from './memory-cache.ts';
import type { OriginAnswer } from './origin-answer.ts';
import type { OriginSeeker } from './origin-seeker.ts';
import type { ReplySource } from './reply.ts';
import type { RequestMerger } from './request-merger.ts';
import type { LiveRoute } from './request-path.ts';
import type { StreamRoute } from './routing-table.ts';
import { type SessionFate, type SessionFates, slackSeconds } from './session-fates.ts';

export interface FoundBody {
  readonly body: Buffer;
  readonly source: ReplySource;
}

export interface LiveSourceDependencies {
  readonly origins: Pick<OriginSeeker, 'ask' | 'askNow'>;
  readonly bucket: Pick<BucketReader, 'readLive'>;
  readonly cache: MemoryCache;
  readonly merger: RequestMerger<FoundBody>;
  readonly fates: Pick<SessionFates, 'fateOf'>;
}

type Unanswered = Exclude<OriginAnswer, { kind: 'found' }>;

const reasonOf = (answer: Unanswered): string =>
  answer.kind === 'away' ? answer.reason : 'the pod knows of no session';

/**
 * Whether the bucket speaks for a stream whose pod does not: always, where no pod claims to; never for one that is only slow or
 * ill; of a pod that is away, when its session was ended, or could have lasted no longer than the pod has been away. A pod that
 * told of another session than the log's was live with that one.
 */
const isBucketsTurn = (answer: Unanswered, fate: SessionFate, { graceSeconds }: StreamRoute): boolean => {
  if (answer.kind !== 'away') return true;
  if (answer.isThere || fate.kind === 'open') return false;
  const isNewer = answer.announced !== undefined && answer.announced !== fate.session;
  return (fate.kind === 'ended' && !isNewer) || answer.awayMs > (graceSeconds + slackSeconds) * 1000;
};

/** Never closed while the session may go on: a player that reads `EXT-X-ENDLIST` asks no more. */
const recordedPlaylist = (kept: Buffer, { kind }: SessionFate): Buffer => {
  const playlist = kept.toString('utf8');
  if (kind !== 'open') return Buffer.from(closePlaylist(playlist));
  // An older session's: that of the open one is still to come.
  if (isClosed(playlist)) throw new EdgeError('OriginAway', { cause: 'the session has no playlist in the bucket yet' });
  return kept;
};

export class LiveSource {
  readonly #dependencies: LiveSourceDependencies;
  readonly #deleted: DeletedSessions;

  constructor(dependencies: LiveSourceDependencies) {
    this.#dependencies = dependencies;
    this.#deleted = new DeletedSessions(dependencies);
  }

  /** @throws EdgeError when it is not to be had; the signal's reason when the caller gives up */
  async find(route: LiveRoute, stream: StreamRoute, signal: AbortSignal): Promise<FoundBody> {
    const { cache, merger } = this.#dependencies;
    const isMedia = route.kind !== 'playlist' && route.kind !== 'thumbnail';
    const cached = isMedia ? cache.get(route.key) : undefined;
    if (cached) return { body: cached, source: 'memory' };
    const podUid = stream.origin.kind === 'at' ? stream.origin.podUid : stream.origin.kind;
    return merger.join(`${podUid} ${route.key}${route.directives}`, signal, (shared) =>
      isMedia ? this.#fetchMedia(route, stream, shared) : this.#fetchCurrent(route, stream, shared),
    );
  }

  async #fetchCurrent(route: LiveRoute, stream: StreamRoute, signal: AbortSignal): Promise<FoundBody> {
    const { origins } = this.#dependencies;
    const mayWait = await this.#mayWait(route, stream, signal);
    const answer = await origins[mayWait ? 'ask' : 'askNow'](route, stream.origin, signal);
    if (answer.kind === 'found') {
      if (await this.#deleted.has(route, stream, answer.body, signal)) throw new EdgeError('NotLiveYet');
      return { body: answer.body, source: 'origin' };
    }
    if (answer.kind === 'missing') throw new EdgeError('MediaNotFound');
    const fate = await this.#dependencies.fates.fateOf(route.name, stream.graceSeconds, signal);
    if (!isBucketsTurn(answer, fate, stream)) throw new EdgeError('OriginAway', { cause: reasonOf(answer) });
    const kept = await this.#dependencies.bucket.readLive(route.key, signal);
    // A session that goes on comes to the bucket, or its pod will speak.
    if (!kept) throw new EdgeError(fate.kind === 'open' ? 'OriginAway' : 'NotLiveYet');
    return { body: route.kind === 'playlist' ? recordedPlaylist(kept, fate) : kept, source: 'bucket' };
  }

  /** A pod that no node has taken yet is waited for where it may go on with a session, or nobody knows. */
  async #mayWait({ name }: LiveRoute, { origin, graceSeconds }: StreamRoute, signal: AbortSignal): Promise<boolean> {
    if (origin.kind !== 'starting') return true;
    const fate = await this.#dependencies.fates.fateOf(name, graceSeconds, signal).catch(() => undefined);
    return fate === undefined || fate.kind === 'open';
  }

  async #fetchMedia(route: LiveRoute, stream: StreamRoute, signal: AbortSignal): Promise<FoundBody> {
    const answer = await this.#dependencies.origins.askNow(route, stream.origin, signal);
    const found: FoundBody | undefined =
      answer.kind === 'found' ? { body: answer.body, source: 'origin' } : await this.#fetchKept(route, signal);
    // Where the pod could not be asked, nobody knows that it is gone: the player must come again.
    if (!found && answer.kind === 'away') throw new EdgeError('OriginAway', { cause: answer.reason });
    if (!found) throw new EdgeError('MediaNotFound');
    this.#dependencies.cache.set(route.key, found.body);
    return found;
  }

  async #fetchKept(route: LiveRoute, signal: AbortSignal): Promise<FoundBody | undefined> {
    if (route.kind === 'part') return undefined;
    const body = await this.#dependencies.bucket.readLive(route.key, signal);
    return body && { body, source: 'bucket' };
  }
}
