/**
 * The last minute of inits and segments, in the memory-backed window directory: the origin's memory. It outlives the
 * container, so a crashed agent finds its window again. Writes are synchronous, for a segment is announced only once it can
 * be served.
 */
import { parseInitName } from '@kubecast/media/keys';
import { type FoundFile, type MediaFile, MediaFiles } from './media-files.ts';

export interface WindowLimits {
  readonly maxAgeMs: number;
  readonly maxBytes: number;
}

const key = ({ session, rendition, fileName }: MediaFile): string => `${session}/${rendition}/${fileName}`;

const isInit = ({ fileName }: MediaFile): boolean => parseInitName(fileName) !== undefined;

/** Begins with what the directory holds. Age is counted back from the newest write: what is last stays while nothing comes. */
export class WindowFiles {
  readonly #files: MediaFiles;
  readonly #limits: WindowLimits;
  readonly #held = new Map<string, FoundFile>();
  #bytes = 0;

  constructor(directory: string, limits: WindowLimits) {
    this.#files = new MediaFiles(directory);
    this.#limits = limits;
    for (const file of this.#files.restore().toSorted((a, b) => a.writtenMs - b.writtenMs)) this.#hold(file);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** In the order in which they were written. */
  get files(): readonly FoundFile[] {
    return [...this.#held.values()];
  }

  write(file: MediaFile, chunks: readonly Buffer[], nowMs: number): void {
    const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
    this.#evict(nowMs - this.#limits.maxAgeMs, this.#limits.maxBytes - bytes);
    this.#files.writeSync(file, chunks);
    this.#hold({ ...file, bytes, writtenMs: nowMs });
  }

  async read(file: MediaFile): Promise<Buffer | undefined> {
    return this.#held.has(key(file)) ? this.#files.read(file) : undefined;
  }

  /**
   * Gives every file the name that `rename` makes of it; the newest first, so that none meets another's old name. In one go:
   * a segment that is written meanwhile would be forgotten.
   */
  renameAll(rename: (file: MediaFile) => MediaFile): void {
    const held = this.files;
    for (const file of held.toReversed()) this.#files.renameSync(file, rename(file));
    this.#held.clear();
    for (const file of held) this.#held.set(key(rename(file)), { ...file, ...rename(file) });
  }

  #hold(file: FoundFile): void {
    this.#held.set(key(file), file);
    this.#bytes += file.bytes;
  }

  /** Inits of the newest session stay: they are small, and every segment needs one. */
  #evict(olderThanMs: number, bytesLeft: number): void {
    const newest = this.files.at(-1)?.session;
    for (const file of this.#held.values()) {
      if (isInit(file) && file.session === newest) continue;
      if (file.writtenMs >= olderThanMs && this.#bytes <= bytesLeft) continue;
      this.#held.delete(key(file));
      this.#bytes -= file.bytes;
      this.#files.removeSync(file);
    }
  }
}
