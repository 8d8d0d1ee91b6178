/**
 * Which of the sessions that pods still tell of are deleted: a pod goes on answering what it served last, long after retention
 * has deleted that from the bucket. Only a pod whose playlists are closed is doubted: what is live never waits for the bucket.
 */
import { streamPrefix } from '@kubecast/media/keys';
import { announcedSession } from './announced-session.ts';
import { isClosed } from './bucket-playlist.ts';
import type { BucketReader } from './bucket-reader.ts';
import type { LiveRoute } from './request-path.ts';
import type { StreamRoute } from './routing-table.ts';
import type { SessionFates } from './session-fates.ts';

/** What it asks. */
export interface DeletedSessionsOptions {
  readonly fates: Pick<SessionFates, 'fateOf'>;
  readonly bucket: Pick<BucketReader, 'readLive'>;
}

/** The session that a pod told of last, when its playlist was closed. */
interface ClosedSession {
  readonly session: string;
  /** Of that playlist. */
  readonly key: string;
  /** Whether the bucket had it, and when that was asked. */
  asked?: { readonly isGone: boolean; readonly atMs: number };
}

/** For so long an answer is believed. */
const memoryMs = 10_000;
/** Of streams; the oldest is forgotten. */
const memoryLimit = 1_000;

/** See the file header. */
export class DeletedSessions {
  readonly #options: DeletedSessionsOptions;
  readonly #closed = new Map<string, ClosedSession>();

  constructor(options: DeletedSessionsOptions) {
    this.#options = options;
  }

  /**
   * Whether `body`, a playlist or the thumbnail as a pod answers it, is of a session that was deleted. A master playlist and a
   * thumbnail are of the session of the media playlist that came last.
   */
  async has(route: LiveRoute, { graceSeconds }: StreamRoute, body: Buffer, signal: AbortSignal): Promise<boolean> {
    const closed = this.#observe(route, body);
    if (!closed) return false;
    try {
      const fate = await this.#options.fates.fateOf(route.name, graceSeconds, signal);
      return fate.kind === 'ended' && fate.session === closed.session && (await this.#isGone(closed, signal));
    } catch {
      signal.throwIfAborted();
      // Nobody can say: the pod's word stands.
      return false;
    }
  }

  #observe({ kind, name, key }: LiveRoute, body: Buffer): ClosedSession | undefined {
    const prefix = streamPrefix(name);
    const known = this.#closed.get(prefix);
    const session = kind === 'playlist' ? announcedSession(body) : undefined;
    if (session === undefined || (session === known?.session && isClosed(body))) return known;
    this.#closed.delete(prefix);
    if (!isClosed(body)) return undefined;
    const closed = { session, key };
    this.#closed.set(prefix, closed);
    const [oldest] = this.#closed.keys();
    if (this.#closed.size > memoryLimit && oldest !== undefined) this.#closed.delete(oldest);
    return closed;
  }

  /** An end in the log is behind all uploads, so that the playlist was there. */
  async #isGone(closed: ClosedSession, signal: AbortSignal): Promise<boolean> {
    const { asked, key } = closed;
    const nowMs = performance.now();
    if (asked && nowMs - asked.atMs < memoryMs) return asked.isGone;
    const isGone = (await this.#options.bucket.readLive(key, signal)) === undefined;
    closed.asked = { isGone, atMs: nowMs };
    return isGone;
  }
}
