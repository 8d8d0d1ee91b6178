/**
 * What the bucket holds of one session, and the playlists that say so. A timeline knows only what has been uploaded, so a
 * playlist in the bucket never names what is not there. Media of an earlier process or pod is found by listing, once.
 */
import { type SegmentName, type StreamName, streamPrefix } from '@kubecast/media/keys';
import type { ObjectStore } from '@kubecast/media/object-store';
import { listSession } from '@kubecast/media/session-listing';
import { RungTimeline } from '../origin/rung-timeline.ts';

/** What is the same for all sessions of a stream. */
export interface PublishingContext {
  readonly store: ObjectStore;
  readonly stream: StreamName;
  readonly segmentSeconds: number;
  readonly dvrWindowSeconds: number;
}

export const playlistContentType = 'application/vnd.apple.mpegurl';

/** User metadata of a playlist that its pod closed in good order: the number that comes next, without a hole. */
export const nextSequenceMetadata = 'next-sequence';

/** See the file header. */
export class PublishedSession {
  readonly sessionId: string;
  readonly #context: PublishingContext;
  readonly #rungs = new Map<string, RungTimeline>();
  readonly #inits = new Map<string, Set<number>>();
  readonly #published = new Set<string>();
  #listed: boolean;

  /** `isNew`: nothing of it can be in the bucket yet. */
  constructor(sessionId: string, context: PublishingContext, isNew: boolean) {
    this.sessionId = sessionId;
    this.#context = context;
    this.#listed = isNew;
  }

  /** The renditions that have a playlist of this session in the bucket. */
  get published(): ReadonlySet<string> {
    return this.#published;
  }

  /** Takes in what the bucket holds already; to be called before the first upload. Throws the store's errors. */
  async ensureListed(signal: AbortSignal): Promise<void> {
    if (this.#listed) return;
    const { store, stream } = this.#context;
    const listing = await listSession(store, stream, this.sessionId, signal);
    if (this.#listed) return;
    for (const [rendition, rung] of listing) {
      for (const epoch of rung.inits) this.addInit(rendition, epoch);
      for (const segment of rung.segments) this.addSegment(rendition, segment);
    }
    this.#listed = true;
  }

  /** An initialisation section is in the bucket. */
  addInit(rendition: string, epoch: number): void {
    const inits = this.#inits.get(rendition) ?? new Set();
    this.#inits.set(rendition, inits.add(epoch));
  }

  /** A segment is in the bucket. One without its init cannot be played, and is not named. */
  addSegment(rendition: string, segment: SegmentName): void {
    if (this.#inits.get(rendition)?.has(segment.epoch)) this.#rung(rendition).add(segment);
  }

  /**
   * Writes a rendition's playlist as it is now; one without a segment is left out. Resolves with its length. Throws the store's
   * errors.
   */
  async putPlaylist(rendition: string, signal: AbortSignal, metadata: Record<string, string> = {}): Promise<number> {
    const text = this.#rung(rendition).text();
    if (text === undefined) return 0;
    const { store, stream } = this.#context;
    const options = { contentType: playlistContentType, cacheControl: 'no-cache', metadata, signal };
    await store.put(`${streamPrefix(stream)}${rendition}/playlist.m3u8`, text, options);
    this.#published.add(rendition);
    return text.length;
  }

  /** Ends all playlists in the bucket. Throws the store's errors; may be repeated. */
  async end(signal: AbortSignal): Promise<void> {
    await this.ensureListed(signal);
    for (const [rendition, timeline] of this.#rungs) {
      timeline.end();
      await this.putPlaylist(rendition, signal);
    }
  }

  /** Tells a successor that nothing is missing behind what the playlists name. Throws the store's errors. */
  async handOver(signal: AbortSignal): Promise<void> {
    for (const [rendition, timeline] of this.#rungs) {
      const last = timeline.segments.at(-1);
      if (!last) continue;
      await this.putPlaylist(rendition, signal, { [nextSequenceMetadata]: String(last.sequence + 1) });
    }
  }

  #rung(rendition: string): RungTimeline {
    const known = this.#rungs.get(rendition);
    if (known) return known;
    const { segmentSeconds, dvrWindowSeconds } = this.#context;
    const timeline = new RungTimeline({ sessionId: this.sessionId, rendition, segmentSeconds, dvrWindowSeconds });
    this.#rungs.set(rendition, timeline);
    return timeline;
  }
}
