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
  readonly putPlaylist: (session: string, rendition: string) => Promise<void>;
  /** The entry is in the bucket, or lost. */
  readonly done: (entry: SpoolEntry) => void;
}

/** While catching up, playlists are written this often, and behind the last segment. */
const playlistEveryMs = 2_000;

/** See the file header. */
export class RungUploader {
  readonly #steps: UploadSteps;
  #queue: SpoolEntry[] = [];
  #running = false;
  #playlistAtMs = 0;

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

  /** Ends when the queue is empty, or quietly when publishing ends. */
  async #run(): Promise<void> {
    this.#running = true;
    try {
      for (let entry = this.#queue.shift(); entry; entry = this.#queue.shift()) await this.#process(entry);
      this.#running = false;
    } catch {
      // Publishing has ended: what is left stays in the spool, and this uploader never runs again.
    }
  }

  async #process(entry: SpoolEntry): Promise<void> {
    await this.#steps.claimed(entry.epoch);
    const uploaded = await this.#steps.upload(entry);
    if (uploaded && parseSegmentName(entry.fileName) && this.#isPlaylistDue()) {
      await this.#steps.putPlaylist(entry.session, entry.rendition);
      this.#playlistAtMs = Date.now();
    }
    this.#steps.done(entry);
  }

  #isPlaylistDue(): boolean {
    return this.#queue.length === 0 || Date.now() - this.#playlistAtMs >= playlistEveryMs;
  }
}
