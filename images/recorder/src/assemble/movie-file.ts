/**
 * An MP4 that is written once, front to back, and can be played before it is there whole: room for the index is left at the
 * front, samples follow, and the index is put into its room at the end. What is left of the room is a `free` box.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { buildDataHead, buildFree, buildMovie, dataHeadBytes, fileType, type MovieTrack } from './movie-boxes.ts';

/** The room was too small; `neededBytes` is enough. */
export class IndexRoomError extends Error {
  readonly code = 'IndexRoom';
  readonly neededBytes: number;

  constructor(neededBytes: number) {
    super(`The index of the video needs ${neededBytes} bytes`);
    this.neededBytes = neededBytes;
  }
}

const leastFreeBytes = 8;

/** Samples are gathered to writes of about so many bytes. */
const writeBytes = 4 * 1024 ** 2;

export class MovieFile {
  readonly #file: FileHandle;
  readonly #roomBytes: number;
  #gathered: Buffer[] = [];
  #gatheredBytes = 0;
  /** Of all samples so far. */
  #dataBytes = 0;

  private constructor(file: FileHandle, roomBytes: number) {
    this.#file = file;
    this.#roomBytes = roomBytes;
  }

  /** Begins a file anew, whatever was there. `roomBytes` is for the index. */
  static async create(path: string, roomBytes: number): Promise<MovieFile> {
    return new MovieFile(await open(path, 'w'), roomBytes);
  }

  get #dataStart(): number {
    return fileType.length + this.#roomBytes + dataHeadBytes;
  }

  /** Adds samples. Returns where they begin, in bytes from the first sample of all. */
  add(samples: readonly Buffer[]): number {
    const offset = this.#dataBytes;
    for (const sample of samples) {
      this.#gathered.push(sample);
      this.#gatheredBytes += sample.length;
      this.#dataBytes += sample.length;
    }
    return offset;
  }

  /** Writes what was gathered, once it is worth it. Throws the file system's errors, `ENOSPC` among them. */
  async flush(least = writeBytes): Promise<void> {
    if (this.#gatheredBytes < least) return;
    const bytes = Buffer.concat(this.#gathered);
    await this.#write(bytes, this.#dataStart + this.#dataBytes - bytes.length);
    this.#gathered = [];
    this.#gatheredBytes = 0;
  }

  /** Writes the index. Returns the file's size. Throws {@link IndexRoomError}. */
  async finish(tracks: readonly MovieTrack[]): Promise<number> {
    await this.flush(0);
    const movie = buildMovie(tracks, this.#dataStart);
    const left = this.#roomBytes - movie.length;
    if (left < leastFreeBytes) throw new IndexRoomError(movie.length + leastFreeBytes);
    await this.#write(Buffer.concat([fileType, movie, buildFree(left), buildDataHead(this.#dataBytes)]), 0);
    return this.#dataStart + this.#dataBytes;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #write(bytes: Buffer, position: number): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await this.#file.write(bytes, at, bytes.length - at, position + at);
      at += bytesWritten;
    }
  }
}
