/**
 * The parts of segments that are still open, written through to the memory-backed window directory, so that an agent that is killed
 * loses nothing of what it had: the next one closes the segment with what is there. A file a part,
 * `<directory>/<session>/<rendition>/<epoch>-<sequence>-<part>-<startUnixMs>-<durationMs>`, whole or not there.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { PartEvent } from '../packager/packaged-event.ts';

/** A part without its bytes. */
export type PartName = Pick<PartEvent, 'rendition' | 'epoch' | 'sequence' | 'part' | 'startUnixMs' | 'durationMs'>;

/** A part that was found. */
export interface KeptPart extends PartName {
  readonly session: string;
  readonly path: string;
}

const numbers = z.tuple([
  z.coerce.number().int(),
  z.coerce.number().int(),
  z.coerce.number().int(),
  z.coerce.number().int(),
  z.coerce.number().int(),
]);

const fileNameOf = ({ epoch, sequence, part, startUnixMs, durationMs }: PartName): string =>
  [epoch, sequence, part, startUnixMs, durationMs].join('-');

const parseFileName = (fileName: string): Omit<PartName, 'rendition'> | undefined => {
  const { data } = numbers.safeParse(fileName.split('-'));
  if (!data) return undefined;
  const [epoch, sequence, part, startUnixMs, durationMs] = data;
  return { epoch, sequence, part, startUnixMs, durationMs };
};

const entriesOf = (directory: string): readonly string[] => {
  try {
    return readdirSync(directory).sort();
  } catch {
    return [];
  }
};

/** Begins with what the directory holds. */
export class OpenParts {
  readonly #directory: string;
  /** By session and rendition: the directory is there. */
  readonly #made = new Set<string>();
  readonly #open = new Map<string, string[]>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** What an earlier process left, in order. */
  restore(): readonly KeptPart[] {
    return entriesOf(this.#directory).flatMap((session) =>
      entriesOf(join(this.#directory, session)).flatMap((rendition) => this.#parts(session, rendition)),
    );
  }

  /** Throws when the directory takes no more. */
  write(session: string, part: PartEvent): void {
    const directory = join(this.#directory, session, part.rendition);
    if (!this.#made.has(directory)) mkdirSync(directory, { recursive: true });
    this.#made.add(directory);
    const path = join(directory, fileNameOf(part));
    writeFileSync(`${path}.incomplete`, part.bytes);
    renameSync(`${path}.incomplete`, path);
    this.#open.set(part.rendition, [...(this.#open.get(part.rendition) ?? []), path]);
  }

  /** The rendition's segment is closed: it is kept whole. */
  close(rendition: string): void {
    for (const path of this.#open.get(rendition) ?? []) rmSync(path, { force: true });
    this.#open.delete(rendition);
  }

  /** Moves all numbers; for provisional ones only. Throws when the directory cannot be changed. */
  renumber(epochs: number, sequences: number): void {
    const moved = new Map<string, string>();
    // The newest first, so that none meets another's old name.
    for (const part of this.restore().toReversed()) {
      const { epoch, sequence, path } = part;
      const name = fileNameOf({ ...part, epoch: epoch + epochs, sequence: sequence + sequences });
      moved.set(path, join(dirname(path), name));
      renameSync(path, join(dirname(path), name));
    }
    for (const [rendition, paths] of this.#open) {
      this.#open.set(
        rendition,
        paths.map((path) => moved.get(path) ?? path),
      );
    }
  }

  read({ path }: KeptPart): Buffer {
    return readFileSync(path);
  }

  /** Forgets everything. */
  clear(): void {
    rmSync(this.#directory, { recursive: true, force: true });
    this.#made.clear();
    this.#open.clear();
  }

  #parts(session: string, rendition: string): readonly KeptPart[] {
    const directory = join(this.#directory, session, rendition);
    const found = entriesOf(directory).flatMap((fileName) => {
      const name = parseFileName(fileName);
      return name ? [{ ...name, session, rendition, path: join(directory, fileName) }] : [];
    });
    return found.toSorted((a, b) => a.epoch - b.epoch || a.sequence - b.sequence || a.part - b.part);
  }
}
