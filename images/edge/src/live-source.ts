/**
 * Where a thing of a stream comes from. Simultaneous requests for one thing of one pod are one request upstream.
 *
 *     playlist, thumbnail   the pod alone while there is one; the bucket without a pod, or when the pod knows of no session
 *     init, segment         memory, pod, bucket
 *     part                  memory, pod
 */
import { closeBucketPlaylist } from './bucket-playlist.ts';
import type { BucketReader } from './bucket-reader.ts';
import { EdgeError } from './edge-error.ts';
import type { MemoryCache } from './memory-cache.ts';
import type { OriginAnswer, OriginClient } from './origin-client.ts';
import type { ReplySource } from './reply.ts';
import type { RequestMerger } from './request-merger.ts';
import type { LiveRoute } from './request-path.ts';
import type { StreamRoute } from './routing-table.ts';

export interface FoundBody {
  readonly body: Buffer;
  readonly source: ReplySource;
}

export interface LiveSourceDependencies {
  readonly origins: Pick<OriginClient, 'get'>;
  readonly bucket: Pick<BucketReader, 'readLive'>;
  readonly cache: MemoryCache;
  readonly merger: RequestMerger<FoundBody>;
  readonly now: () => Date;
}

export class LiveSource {
  readonly #dependencies: LiveSourceDependencies;

  constructor(dependencies: LiveSourceDependencies) {
    this.#dependencies = dependencies;
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

  async #askOrigin(route: LiveRoute, { origin }: StreamRoute, signal: AbortSignal): Promise<OriginAnswer> {
    if (origin.kind === 'at') return this.#dependencies.origins.get(origin, route, signal);
    return origin.kind === 'starting' ? { kind: 'away', reason: 'the pod has no address yet' } : { kind: 'no-session' };
  }

  async #fetchCurrent(route: LiveRoute, stream: StreamRoute, signal: AbortSignal): Promise<FoundBody> {
    const answer = await this.#askOrigin(route, stream, signal);
    if (answer.kind === 'found') return { body: answer.body, source: 'origin' };
    if (answer.kind === 'away') throw new EdgeError('OriginAway', { cause: answer.reason });
    if (answer.kind === 'missing') throw new EdgeError('MediaNotFound');
    const kept = await this.#dependencies.bucket.readLive(route.key, signal);
    if (!kept) throw new EdgeError('NotLiveYet');
    return { body: route.kind === 'playlist' ? this.#closed(kept, stream) : kept, source: 'bucket' };
  }

  #closed(playlist: Buffer, { isSuspended, graceSeconds }: StreamRoute): Buffer {
    const circumstances = { isSuspended, graceSeconds, now: this.#dependencies.now() };
    return Buffer.from(closeBucketPlaylist(playlist.toString('utf8'), circumstances));
  }

  async #fetchMedia(route: LiveRoute, stream: StreamRoute, signal: AbortSignal): Promise<FoundBody> {
    const answer = await this.#askOrigin(route, stream, signal);
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
