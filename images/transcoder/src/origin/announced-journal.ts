/**
 * What has been announced of the running session, a line a segment, in the memory-backed window directory: a crashed container
 * finds its whole DVR window again without asking the bucket. `<directory>/<session>/<rendition>.txt`; a line is a file name.
 */
import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSegmentName, type SegmentName, segmentName } from '@kubecast/media/keys';

/** See the file header. Methods throw when the directory takes no more. */
export class AnnouncedJournal {
  readonly #directory: string;
  readonly #keep: number;
  readonly #lines = new Map<string, number>();

  /** Of each rendition, the last `keep` segments at least. The directory is made when it is absent. */
  constructor(directory: string, keep: number) {
    this.#directory = directory;
    this.#keep = keep;
    mkdirSync(directory, { recursive: true });
  }

  /** In the order in which they were announced; a line that was cut short is left out. */
  read(session: string, rendition: string): readonly SegmentName[] {
    return this.#readLines(this.#path(session, rendition)).flatMap((line) => parseSegmentName(line) ?? []);
  }

  append(session: string, rendition: string, segment: SegmentName): void {
    const path = this.#path(session, rendition);
    if (!this.#lines.has(path)) mkdirSync(join(this.#directory, session), { recursive: true });
    appendFileSync(path, `${segmentName(segment)}\n`);
    const lines = (this.#lines.get(path) ?? 0) + 1;
    this.#lines.set(path, lines);
    if (lines >= this.#keep * 2) this.#write(path, this.#readLines(path).slice(-this.#keep));
  }

  /** Writes a rendition anew. */
  replace(session: string, rendition: string, segments: readonly SegmentName[]): void {
    mkdirSync(join(this.#directory, session), { recursive: true });
    this.#write(this.#path(session, rendition), segments.map(segmentName));
  }

  /** Forgets every other session. */
  retain(session: string): void {
    const others = readdirSync(this.#directory).filter((name) => name !== session);
    for (const name of others) rmSync(join(this.#directory, name), { recursive: true, force: true });
  }

  #path(session: string, rendition: string): string {
    return join(this.#directory, session, `${rendition}.txt`);
  }

  #readLines(path: string): readonly string[] {
    try {
      return readFileSync(path, 'utf8').split('\n').filter(Boolean);
    } catch {
      return [];
    }
  }

  #write(path: string, lines: readonly string[]): void {
    writeFileSync(`${path}.incomplete`, lines.map((line) => `${line}\n`).join(''));
    renameSync(`${path}.incomplete`, path);
    this.#lines.set(path, lines.length);
  }
}
