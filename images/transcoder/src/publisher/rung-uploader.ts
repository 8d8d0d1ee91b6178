/** Uploads one rendition's files in order: wait for the epoch's claim, the file, then the playlist that names it. */
import { parseSegmentName } from '@kubecast/media/keys';
import type { MediaFile } from '../origin/media-files.ts';
import type { BacklogEntry } from './backlog.ts';

/** A file in the spool, or on its way there. */
export interface SpoolEntry extends MediaFile, BacklogEntry {
  /** Resolves when the file is whole, or could not be written. */
  readonly written: Promise<void>;
}

/** What the uploader has done for it. Each tries until it succeeds and rejects only when publishing ends. */
export interface UploadSteps {
  readonly claimed: (epoch: number) => Promise<void>;
  /** False: the file was gone from the spool. */
  readonly upload: (entry: SpoolEntry) => Promise<boolean>;
  /** Resolves with the playlist's length. */
  readonly putPlaylist: (session: string, rendition: string) => Promise<number>;
  /** The entry is in the bucket, or lost. */
  readonly done: (entry: SpoolEntry) => void;
}

/** While catching up, playlists are written this often, and behind the last segment. */
const playlistEveryMs = 2_000;

/**
 * A playlist is written whole, and over hours it grows to a megabyte: one of more than 100 kB is written less often, so that a
 * rendition's playlists take 50 kB/s at most. While the pod is there, viewers read its own.
 */
const playlistBytesPerMs = 50;
const longestIntervalMs = 30_000;

/** How long to wait after a playlist of so many bytes. */
export const playlistIntervalMs = (bytes: number): number => {
  const intervalMs = bytes / playlistBytesPerMs;
  return intervalMs < playlistEveryMs ? 0 : Math.min(longestIntervalMs, intervalMs);
};

/** See the file header. */
export class RungUploader {
  readonly #steps: UploadSteps;
  #queue: SpoolEntry[] = [];
  #running = false;
  #playlistAtMs = 0;
  #intervalMs = 0;
  #isFlushing = false;
  /** The last segment that no playlist in the bucket names. */
  #unlisted: SpoolEntry | undefined;

  constructor(steps: UploadSteps) {
    this.#steps = steps;
  }

  add(entry: SpoolEntry): void {
    this.#queue.push(entry);
    if (!this.#running) void this.#run();
  }

  /** Takes an entry back that has not been started; false when it is too late. */
  drop(entry: SpoolEntry): boolean {
    const length = this.#queue.length;
    this.#queue = this.#queue.filter((queued) => queued !== entry);
    return this.#queue.length < length;
  }

  /** Names what is in the bucket in its playlist, however long that is. */
  flush(): void {
    this.#isFlushing = true;
    if (!this.#running && this.#unlisted) void this.#run();
  }

  /** Ends when the queue is empty, or quietly when publishing ends. */
  async #run(): Promise<void> {
    this.#running = true;
    try {
      do {
        for (let entry = this.#queue.shift(); entry; entry = this.#queue.shift()) await this.#process(entry);
        if (this.#isPlaylistDue()) await this.#putPlaylist();
        // Something may have been added meanwhile.
      } while (this.#queue.length > 0);
      this.#running = false;
    } catch {
      // Publishing has ended: what is left stays in the spool, and this uploader never runs again.
    }
  }

  async #process(entry: SpoolEntry): Promise<void> {
    await this.#steps.claimed(entry.epoch);
    const uploaded = await this.#steps.upload(entry);
    if (uploaded && parseSegmentName(entry.fileName)) this.#unlisted = entry;
    if (this.#isPlaylistDue()) await this.#putPlaylist();
    this.#steps.done(entry);
  }

  async #putPlaylist(): Promise<void> {
    const entry = this.#unlisted;
    if (!entry) return;
    this.#unlisted = undefined;
    if (this.#queue.length === 0) this.#isFlushing = false;
    this.#intervalMs = playlistIntervalMs(await this.#steps.putPlaylist(entry.session, entry.rendition));
    this.#playlistAtMs = Date.now();
  }

  #isPlaylistDue(): boolean {
    if (!this.#unlisted) return false;
    if (this.#queue.length === 0 && this.#isFlushing) return true;
    const leastMs = this.#queue.length === 0 ? 0 : playlistEveryMs;
    return Date.now() - this.#playlistAtMs >= Math.max(leastMs, this.#intervalMs);
  }
}
