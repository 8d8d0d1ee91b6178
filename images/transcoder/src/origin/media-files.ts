/**
 * Inits and segments as plain files, `<directory>/<session>/<rendition>/<file>`, laid out as in the bucket: the listing of a
 * directory, in order, is all there is to know. Files appear whole or not at all.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writevSync,
} from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseInitName, parseSegmentName, sessionIdPattern } from '@kubecast/media/keys';

/** One init or segment. */
export interface MediaFile {
  readonly session: string;
  readonly rendition: string;
  readonly fileName: string;
}

/** A file that was found on disk. */
export interface FoundFile extends MediaFile {
  readonly bytes: number;
  /** Unix milliseconds. */
  readonly writtenMs: number;
}

const temporarySuffix = '.incomplete';

const isMedia = (fileName: string): boolean =>
  parseInitName(fileName) !== undefined || parseSegmentName(fileName) !== undefined;

const undefinedWhenAbsent = (error: NodeJS.ErrnoException): undefined => {
  if (error.code === 'ENOENT') return undefined;
  throw error;
};

const writeWhole = (path: string, chunks: readonly Buffer[]): void => {
  const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
  const file = openSync(path, 'w');
  try {
    if (writevSync(file, chunks) !== bytes) throw new Error(`Could not write ${path} whole: no space is left`);
  } finally {
    closeSync(file);
  }
};

/** The epoch that a file belongs to. */
export const epochOf = (fileName: string): number => parseInitName(fileName) ?? parseSegmentName(fileName)?.epoch ?? 0;

/** See the file header. Paths come from our own numbers or pass {@link isMedia}: none leads out of the directory. */
export class MediaFiles {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  pathOf({ session, rendition, fileName }: MediaFile): string {
    return join(this.directory, session, rendition, fileName);
  }

  /** For a directory in memory, where a write is a copy. Throws when it is full. */
  writeSync(media: MediaFile, chunks: readonly Buffer[]): void {
    const path = this.pathOf(media);
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path + temporarySuffix, chunks);
    renameSync(path + temporarySuffix, path);
  }

  async write(file: MediaFile, chunks: readonly Buffer[]): Promise<void> {
    const path = this.pathOf(file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path + temporarySuffix, chunks);
    await rename(path + temporarySuffix, path);
  }

  /** The whole file; undefined where there is none. */
  read(file: MediaFile): Promise<Buffer | undefined> {
    return readFile(this.pathOf(file)).catch(undefinedWhenAbsent);
  }

  async remove(file: MediaFile): Promise<void> {
    await rm(this.pathOf(file), { force: true });
  }

  removeSync(file: MediaFile): void {
    rmSync(this.pathOf(file), { force: true });
  }

  async rename(from: MediaFile, to: MediaFile): Promise<void> {
    await rename(this.pathOf(from), this.pathOf(to)).catch(undefinedWhenAbsent);
  }

  /** As {@link rename}, for a directory in memory. */
  renameSync(from: MediaFile, to: MediaFile): void {
    if (existsSync(this.pathOf(from))) renameSync(this.pathOf(from), this.pathOf(to));
  }

  /**
   * Every init and segment, in the order of their paths. What a killed process had begun to write is removed, and what a
   * machine that lost its power left empty.
   */
  restore(): readonly FoundFile[] {
    return this.#directories('').flatMap((session) =>
      sessionIdPattern.test(session)
        ? this.#directories(session).flatMap((rendition) => this.#files(session, rendition))
        : [],
    );
  }

  #directories(below: string): readonly string[] {
    const entries = readdirSync(join(this.directory, below), { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  }

  #files(session: string, rendition: string): readonly FoundFile[] {
    const names = readdirSync(join(this.directory, session, rendition)).sort();
    return names.flatMap((fileName) => {
      const file = { session, rendition, fileName };
      const { size, mtimeMs } = statSync(this.pathOf(file));
      if (size > 0 && isMedia(fileName)) return [{ ...file, bytes: size, writtenMs: mtimeMs }];
      if (size === 0 || fileName.endsWith(temporarySuffix)) this.removeSync(file);
      return [];
    });
  }
}
