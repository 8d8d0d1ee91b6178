/**
 * What has become of a stream's last session, by the record (DESIGN §2): the epoch log says whether it was ended, the bucket's
 * playlist when it was written last. Asked only where no pod speaks for the stream.
 *
 *     ended    the log says so, or has nothing; players may be told
 *     lapsed   nobody ended it, and its grace is over: whoever comes can only end it
 *     open     a successor may still go on with it
 */
import type { EpochEntry } from '@kubecast/media/epoch-log';
import { type StreamName, streamPrefix } from '@kubecast/media/keys';
import { firstVariantUri, playlistEndMs } from './bucket-playlist.ts';
import type { BucketReader } from './bucket-reader.ts';
import { RequestMerger } from './request-merger.ts';

export interface SessionFate {
  readonly kind: 'ended' | 'lapsed' | 'open';
  /** That of the log's last entry; undefined for an empty log. */
  readonly session: string | undefined;
}

/** Clocks differ, and uploads come a little after the media they carry. */
export const slackSeconds = 30;

/** For so long a fate is believed: it costs three requests to the object store. */
const memoryMs = 1_000;
/** Of streams; the oldest is forgotten. */
const memoryLimit = 1_000;

/** When a session's media came last. Unix milliseconds. */
export interface LastSigns {
  readonly claimedMs: number;
  /** When the playlist was stored; uploads may lag far behind their media. */
  readonly storedMs: number;
  /** When its last segment ended. */
  readonly mediaEndMs: number;
}

/** Pure: what becomes of a session that nobody has ended. */
export const openFate = (signs: LastSigns, graceSeconds: number, now: Date): 'lapsed' | 'open' => {
  const lastMs = Math.max(signs.claimedMs, signs.storedMs, signs.mediaEndMs);
  return now.getTime() > lastMs + (graceSeconds + slackSeconds) * 1000 ? 'lapsed' : 'open';
};

export interface SessionFatesOptions {
  readonly bucket: Pick<BucketReader, 'readLive' | 'readStored' | 'readLastEpoch'>;
  readonly now: () => Date;
}

interface Remembered {
  readonly fate: SessionFate;
  readonly atMs: number;
}

export class SessionFates {
  readonly #options: SessionFatesOptions;
  readonly #remembered = new Map<string, Remembered>();
  readonly #merger = new RequestMerger<SessionFate>();

  constructor(options: SessionFatesOptions) {
    this.#options = options;
  }

  /** @throws EdgeError BucketAway; the signal's reason when the caller gives up */
  async fateOf(stream: StreamName, graceSeconds: number, signal: AbortSignal): Promise<SessionFate> {
    const prefix = streamPrefix(stream);
    const known = this.#remembered.get(prefix);
    if (known && performance.now() - known.atMs < memoryMs) return known.fate;
    const fate = await this.#merger.join(prefix, signal, (shared) => this.#ask(stream, graceSeconds, shared));
    this.#remember(prefix, fate);
    return fate;
  }

  #remember(prefix: string, fate: SessionFate): void {
    this.#remembered.delete(prefix);
    this.#remembered.set(prefix, { fate, atMs: performance.now() });
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > memoryLimit && oldest !== undefined) this.#remembered.delete(oldest);
  }

  async #ask(stream: StreamName, graceSeconds: number, signal: AbortSignal): Promise<SessionFate> {
    const { bucket, now } = this.#options;
    const last = await bucket.readLastEpoch(stream, signal);
    if (!last || last.end) return { kind: 'ended', session: last?.session };
    const signs = await this.#lastSigns(streamPrefix(stream), last, signal);
    return { kind: openFate(signs, graceSeconds, now()), session: last.session };
  }

  /** All renditions are written together: the first one stands for them. */
  async #lastSigns(prefix: string, { claimedAt }: EpochEntry, signal: AbortSignal): Promise<LastSigns> {
    const { bucket } = this.#options;
    const claimedMs = Date.parse(claimedAt);
    const master = await bucket.readLive(`${prefix}master.m3u8`, signal);
    const uri = master && firstVariantUri(master.toString('utf8'));
    const playlist = uri === undefined ? undefined : await bucket.readStored(`${prefix}${uri}`, signal);
    if (!playlist) return { claimedMs, storedMs: 0, mediaEndMs: 0 };
    const mediaEndMs = playlistEndMs(playlist.body.toString('utf8')) ?? 0;
    return { claimedMs, storedMs: playlist.modifiedMs, mediaEndMs };
  }
}
