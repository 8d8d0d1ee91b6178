/**
 * Reads a rendition's playlist again and again, as a player does: what it listed and when, what the validator says of it, and
 * whether what it names is there. A playlist that nobody serves for a while is no fault of it.
 */
import type { MediaPlaylist } from '../src/hls-playlist.ts';
import { parseMediaPlaylist } from '../src/hls-playlist.ts';
import type { LiveEdgeClient } from '../src/live-edge-client.ts';
import { type LowLatencyPlaylist, parseLowLatencyPlaylist } from '../src/low-latency-playlist.ts';
import { checkLowLatency, checkLowLatencyReload } from '../src/low-latency-validator.ts';
import { PlaylistHistory } from '../src/playlist-history.ts';
import { checkMediaPlaylist, checkNames, checkReload } from '../src/playlist-validator.ts';
import type { ListedMedia } from './observation.ts';
import { wait } from './wait.ts';

/** So long may what is named be out of reach, while whoever serves it is being replaced. */
const outOfReachMs = 10_000;
/** Time in which nobody answers does not count, up to this much: the whole cluster may be away. */
const nobodyThereMs = 150_000;
const askAgainMs = 500;
const requestTimeoutMs = 8_000;

/** No connection, or a proxy with nobody behind it. */
const isNobodyThere = (response: Response | undefined): boolean =>
  response === undefined || response.status === 502 || response.status === 503 || response.status === 504;

/** See the file header. `close` ends it. */
export class PlaylistWatch {
  readonly listed: ListedMedia[] = [];
  readonly faults: string[] = [];
  /** URIs that were named and not there in time. */
  readonly missing: string[] = [];
  readonly #edge: LiveEdgeClient;
  readonly #rendition: string;
  readonly #life = new AbortController();
  readonly #lookUps = new Set<Promise<void>>();
  readonly #known = new Set<string>();
  readonly #history = new PlaylistHistory();
  #text = '';
  #playlist: MediaPlaylist | undefined;
  #parts: LowLatencyPlaylist | undefined;
  #watching: Promise<void>;

  constructor(edge: LiveEdgeClient, rendition: string, everyMs: number) {
    this.#edge = edge;
    this.#rendition = rendition;
    this.#watching = this.#watch(everyMs);
  }

  /** The last one read. */
  get last(): MediaPlaylist | undefined {
    return this.#playlist;
  }

  /** Looks for what was named last, too. */
  async close(): Promise<void> {
    this.#life.abort();
    await this.#watching;
    await Promise.all(this.#lookUps);
  }

  async #watch(everyMs: number): Promise<void> {
    const { signal } = this.#life;
    while (!signal.aborted) {
      const text = await this.#read();
      if (text !== undefined && text !== this.#text) this.#take(text);
      await wait(everyMs, signal);
    }
  }

  async #read(): Promise<string | undefined> {
    const url = this.#edge.url(`${this.#rendition}/playlist.m3u8`);
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(requestTimeoutMs) });
      const text = await response.text();
      if (response.status === 404 && this.#playlist) this.#complain('the playlist answers 404');
      return response.ok ? text : undefined;
    } catch {
      return undefined;
    }
  }

  #take(text: string): void {
    const playlist = parseMediaPlaylist(text);
    const faults = [
      ...checkMediaPlaylist(playlist),
      ...checkNames(playlist),
      ...(this.#playlist ? checkReload(this.#playlist, playlist) : []),
      ...this.#history.takeSegments(playlist),
      ...this.#takeParts(parseLowLatencyPlaylist(text)),
    ];
    for (const fault of faults) this.#complain(fault);
    [this.#text, this.#playlist] = [text, playlist];
    this.#noteNew(playlist, Date.now());
  }

  #takeParts(parts: LowLatencyPlaylist): readonly string[] {
    const before = this.#parts;
    this.#parts = parts;
    for (const { uri, isGap } of parts.parts) if (!isGap) this.#lookUpOnce(uri);
    const changes = before ? checkLowLatencyReload(before, parts) : [];
    return [...checkLowLatency(parts), ...changes, ...this.#history.takeParts(parts)];
  }

  #complain(fault: string): void {
    const sentence = `${this.#rendition}: ${fault}`;
    if (!this.faults.includes(sentence)) this.faults.push(sentence);
  }

  #noteNew({ segments }: MediaPlaylist, listedMs: number): void {
    const media = segments.filter(({ isGap }) => !isGap);
    for (const { sequence, discontinuity, uri, mapUri = '', durationSeconds } of media) {
      for (const name of [mapUri, uri]) this.#lookUpOnce(name);
      if (sequence <= (this.listed.at(-1)?.sequence ?? -1)) continue;
      this.listed.push({ listedMs, sequence, discontinuity, uri, mapUri, durationSeconds });
    }
  }

  #lookUpOnce(uri: string): void {
    if (this.#known.has(uri)) return;
    this.#known.add(uri);
    const lookUp = this.#lookUp(uri).finally(() => this.#lookUps.delete(lookUp));
    this.#lookUps.add(lookUp);
  }

  async #lookUp(uri: string): Promise<void> {
    const url = this.#edge.segmentUrl(this.#rendition, uri);
    const lastMs = performance.now() + nobodyThereMs;
    for (let endMs = performance.now() + outOfReachMs; performance.now() < Math.min(endMs, lastMs); ) {
      const startedMs = performance.now();
      const signal = AbortSignal.timeout(requestTimeoutMs);
      const response = await fetch(url, { method: 'HEAD', signal }).catch(() => undefined);
      if (response?.ok) return;
      await wait(askAgainMs, new AbortController().signal);
      if (isNobodyThere(response)) endMs += performance.now() - startedMs;
    }
    this.missing.push(uri);
  }
}
