/**
 * The spool: files that wait for the bucket, on disk, within 80 % of the volume's limit (beyond it the kubelet evicts the pod).
 * What it held when a container died is queued again by the next one, in the order of epochs and numbers.
 */
import { mkdirSync } from 'node:fs';
import { parseInitName } from '@kubecast/media/keys';
import { epochOf, type FoundFile, type MediaFile, MediaFiles } from '../origin/media-files.ts';
import { Backlog } from './backlog.ts';
import type { SpoolEntry } from './rung-uploader.ts';
import { admit, type SpooledFile } from './spool-admission.ts';

export interface SpoolOptions {
  /** Made when it is absent. */
  readonly directory: string;
  /** Of the volume. */
  readonly limitBytes: number;
  /** Takes an entry out of its queue; false when its upload has begun. */
  readonly release: (entry: SpoolEntry) => boolean;
  /** A file could not be written, moved or removed. */
  readonly onFault: (error: unknown) => void;
}

const usableShare = 0.8;

const entryOf = (file: FoundFile): SpoolEntry => ({
  ...file,
  epoch: epochOf(file.fileName),
  readyAtMs: file.writtenMs,
  written: Promise.resolve(),
});

/** What goes into the spool. */
export interface SpoolInput {
  readonly file: MediaFile;
  readonly chunks: readonly Buffer[];
  /** Unix milliseconds. */
  readonly readyAtMs: number;
}

/** Inits are a kilobyte, and no segment plays without: there is always room for them. */
const isInit = (fileName: string): boolean => parseInitName(fileName) !== undefined;

/** By epoch, init first: `<epoch>-init.mp4` sorts behind `<epoch>-<number>…`, so names alone do not do. */
export const bySpoolOrder = (a: SpoolEntry, b: SpoolEntry): number =>
  a.epoch - b.epoch ||
  Number(b.fileName.endsWith('init.mp4')) - Number(a.fileName.endsWith('init.mp4')) ||
  a.fileName.localeCompare(b.fileName);

/** See the file header. */
export class Spool {
  readonly backlog = new Backlog<SpoolEntry>();
  readonly #options: SpoolOptions;
  readonly #files: MediaFiles;
  #recordedRendition = '';
  #isFull = false;

  constructor(options: SpoolOptions) {
    mkdirSync(options.directory, { recursive: true });
    this.#options = options;
    this.#files = new MediaFiles(options.directory);
    for (const entry of this.#files.restore().map(entryOf).toSorted(bySpoolOrder)) this.backlog.add(entry);
  }

  /** True from the first file that was lost until everything else is in the bucket. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** The rendition that is dropped last. */
  set recordedRendition(rendition: string) {
    this.#recordedRendition = rendition;
  }

  /** Makes room and begins to write; undefined when there is no room and the file is lost to the bucket. */
  add({ file, chunks, readyAtMs }: SpoolInput): SpoolEntry | undefined {
    const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
    const { rendition, fileName } = file;
    if (!isInit(fileName) && !this.#makeRoom({ rendition, bytes })) return undefined;
    const written = this.#files.write(file, chunks).catch(this.#options.onFault);
    const entry: SpoolEntry = { ...file, bytes, readyAtMs, epoch: epochOf(file.fileName), written };
    this.backlog.add(entry);
    return entry;
  }

  read(file: MediaFile): Promise<Buffer | undefined> {
    return this.#files.read(file);
  }

  /** The file is in the bucket, or given up. One that is still being written is removed behind that. */
  done(entry: SpoolEntry): void {
    this.backlog.remove(entry);
    if (this.backlog.bytes === 0) this.#isFull = false;
    entry.written.then(() => this.#files.removeSync(entry)).catch(this.#options.onFault);
  }

  /** Forgets everything that waits. */
  discard(): void {
    for (const entry of this.backlog.entries) this.done(entry);
  }

  /**
   * Gives every waiting file the name that `rename` makes of it; one that cannot be moved is given up. What is added meanwhile has its
   * right name already. Never rejects.
   */
  async renameAll(rename: (file: MediaFile) => MediaFile): Promise<void> {
    const old = this.backlog.entries.toSorted(bySpoolOrder);
    await Promise.all(old.map(({ written }) => written));
    for (const entry of old.toReversed()) await this.#rename(entry, rename(entry));
  }

  async #rename(entry: SpoolEntry, file: MediaFile): Promise<void> {
    try {
      await this.#files.rename(entry, file);
    } catch (error) {
      this.#options.onFault(error);
      this.done(entry);
      return;
    }
    this.backlog.add({ ...entry, ...file, epoch: epochOf(file.fileName) });
    this.backlog.remove(entry);
  }

  #makeRoom(incoming: SpooledFile): boolean {
    const { admitted, dropped } = admit({
      queued: this.backlog.entries.filter(({ fileName }) => !isInit(fileName)),
      incoming,
      capacityBytes: this.#options.limitBytes * usableShare,
      recordedRendition: this.#recordedRendition,
    });
    this.#isFull ||= !admitted || dropped.length > 0;
    for (const entry of dropped) if (this.#options.release(entry)) this.done(entry);
    return admitted;
  }
}
